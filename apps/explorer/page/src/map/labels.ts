import type { Topic } from '../data/answers';
import { cssOf, readable, type Rgb } from '../colour/oklch';
import { ground, type Theme } from '../colour/palette';
import type { TopicTree } from '../state/tree';
import { toScreen, type Camera, type Size } from './camera';
import { placed, type Wish } from './placement';

/** Where a topic's points lie: where its name belongs, the middle of them, and how far they spread. */
export interface Spread {
  x: number;
  y: number;
  middle: [number, number];
  radius: number;
}

interface Standing {
  element: HTMLElement;
  width: number;
  height: number;
}

/** The names of topics over the map: the large ones far away, their parts when one comes near, never one over another. */
export class Labels {
  private readonly standing = new Map<number, Standing>();
  private ordered: Topic[] = [];
  private spreads = new Map<number, Spread>();
  private tree: TopicTree | null = null;
  private colours: Map<number, Rgb> | null = null;
  private theme: Theme = 'light';
  private seen = new Set<number>();
  private scale = 1;
  visible = true;
  /** How many points of each topic are shown; null where all are. */
  shown: Map<number, number> | null = null;

  constructor(private readonly layer: HTMLElement) {}

  /** With colours of topics, or without where the points have other ones. */
  topics(tree: TopicTree, spreads: Map<number, Spread>, colours: Map<number, Rgb> | null, theme: Theme): void {
    this.tree = tree;
    this.spreads = spreads;
    this.colours = colours;
    this.theme = theme;
    this.ordered = tree.topics.topics.filter((topic) => spreads.has(topic.id));
    this.forget();
  }

  spread = (id: number): Spread | undefined => this.spreads.get(id);

  private forget(): void {
    for (const { element } of this.standing.values()) element.remove();
    this.standing.clear();
    this.seen.clear();
  }

  draw(camera: Camera, size: Size): void {
    const scale = Math.min(1.35, Math.max(0.88, Math.min(size.width, size.height) / 800));
    if (scale !== this.scale) this.forget();
    this.scale = scale;
    const wishes = this.visible && this.tree ? this.wishes(camera, size) : [];
    const most = Math.max(6, Math.round((size.width * size.height) / 14000));
    const now = new Map(placed(wishes, most).map((wish) => [wish.id, wish]));
    for (const id of this.seen) if (!now.has(id)) this.standing.get(id)?.element.classList.remove('on');
    for (const [id, { x, y, width, height }] of now) {
      const { element } = this.standing.get(id)!;
      element.style.transform = `translate(${Math.round(x - width / 2)}px, ${Math.round(y - height / 2)}px)`;
      element.classList.add('on');
    }
    this.seen = new Set(now.keys());
  }

  private wishes(camera: Camera, size: Size): Wish[] {
    const wishes: (Wish & { rank: number })[] = [];
    const few = this.shown
      ? Math.max(1, 0.01 * this.tree!.children(-1).reduce((sum, top) => sum + (this.shown!.get(top.id) ?? 0), 0))
      : 0;
    for (const topic of this.ordered) {
      const spread = this.spreads.get(topic.id)!,
        count = this.shown ? (this.shown.get(topic.id) ?? 0) : topic.count;
      if (count < few) continue;
      const wide = spread.radius * camera.scale;
      if (wide > 0.5 * Math.min(size.width, size.height) && this.tree!.children(topic.id).length > 0) continue;
      if (topic.depth > 1) {
        if (
          this.reach(topic, topic.depth - 1) * camera.scale < 105 ||
          this.reach(topic, 1) * camera.scale < 105 * (topic.depth - 1) ** 1.4
        )
          continue;
        if (wide < 16) continue;
      }
      const [px, py] = toScreen(camera, size, spread.x, spread.y);
      if (px < 0 || py < 0 || px > size.width || py > size.height) continue;
      const { width, height } = this.element(topic);
      const x = within(px, width / 2 + 4, size.width - width / 2 - 4),
        y = within(py, height / 2 + 4, size.height - height / 2 - 4);
      const stays = this.seen.has(topic.id) ? 1.3 : 1;
      wishes.push({ id: topic.id, x, y, width, height, rank: (Math.sqrt(count) * stays) / topic.depth ** 1.5 });
    }
    return wishes.sort((a, b) => b.rank - a.rank);
  }

  /** How far the topic spreads that is above this one at a depth. */
  private reach(topic: Topic, depth: number): number {
    let above = topic;
    while (above.depth > depth) above = this.tree!.byId.get(above.parent) ?? { ...above, depth: 0 };
    return this.spreads.get(above.id)?.radius ?? Infinity;
  }

  private element(topic: Topic): Standing {
    const known = this.standing.get(topic.id);
    if (known) return known;
    const element = document.createElement('div');
    element.className = `label depth-${Math.min(topic.depth, 3)}`;
    element.dataset.testid = 'topic-label';
    element.dataset.topic = String(topic.id);
    element.textContent = topic.label;
    const largest = this.ordered[0]?.count ?? 1;
    const size = topic.depth === 1 ? 13 + 5 * Math.sqrt(topic.count / largest) : topic.depth === 2 ? 12.5 : 12;
    element.style.fontSize = `${(size * this.scale).toFixed(1)}px`;
    if (this.colours) element.style.color = cssOf(readable(this.colours.get(topic.id) ?? [128, 128, 128], ground(this.theme)));
    this.layer.append(element);
    const standing = { element, width: element.offsetWidth, height: element.offsetHeight };
    this.standing.set(topic.id, standing);
    return standing;
  }
}

const within = (v: number, low: number, high: number): number => Math.min(Math.max(v, low), Math.max(low, high));

/** Where topics lie by their points: the server's place where it knows one, the mean of the points otherwise. */
export function spreadsOf(
  tree: TopicTree,
  topic: Int32Array,
  x: Float32Array,
  y: Float32Array,
  own: boolean,
): Map<number, Spread> {
  interface Sum {
    n: number;
    x: number;
    y: number;
    xx: number;
    yy: number;
  }
  const sums = new Map<number, Sum>();
  const stride = Math.max(1, Math.floor(x.length / 400_000));
  for (let row = 0; row < x.length; row += stride) {
    if (topic[row] === 0 || x[row] !== x[row]) continue;
    let sum = sums.get(topic[row]);
    if (!sum) sums.set(topic[row], (sum = { n: 0, x: 0, y: 0, xx: 0, yy: 0 }));
    sum.n++;
    sum.x += x[row];
    sum.y += y[row];
    sum.xx += x[row] * x[row];
    sum.yy += y[row] * y[row];
  }
  const spreads = new Map<number, Spread>();
  for (const entry of tree.topics.topics) {
    const total = { n: 0, x: 0, y: 0, xx: 0, yy: 0 };
    for (const id of tree.within(entry.id)) {
      const sum = sums.get(id);
      if (!sum) continue;
      total.n += sum.n;
      total.x += sum.x;
      total.y += sum.y;
      total.xx += sum.xx;
      total.yy += sum.yy;
    }
    if (total.n === 0) continue;
    const mx = total.x / total.n,
      my = total.y / total.n;
    const radius = Math.sqrt(Math.max(0, (total.xx + total.yy) / total.n - mx * mx - my * my));
    const known = own && entry.x !== null && entry.y !== null;
    spreads.set(entry.id, { x: known ? entry.x! : mx, y: known ? entry.y! : my, middle: [mx, my], radius });
  }
  return spreads;
}
