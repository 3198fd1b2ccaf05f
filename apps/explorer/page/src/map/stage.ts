import { effect, signal } from '@preact/signals';
import { cssOf } from '../colour/oklch';
import { greyPoint, ground } from '../colour/palette';
import type { Chart } from '../state/chart';
import { theme } from '../state/theme';
import { fitting, sameCamera, toMap, usualBounds, type Bounds, type Camera, type Insets, type Size } from './camera';
import { contoursOf } from './contours';
import { fly } from './flight';
import { Grid } from './grid';
import { Labels, spreadsOf } from './labels';
import { drawMarks, isEmpty, noMarks, type Inks, type Marks } from './overlay';
import { ABSENT, GREYED, SHOWN } from './painter';
import { Picture } from './picture';
import type { Look } from './look';
import { shuffled } from '../set/random';

/** Places of a map to draw: those of the chart itself, or of another map of the same data. */
export interface Places {
  x: Float32Array;
  y: Float32Array;
  bounds: Bounds;
  /** Row of the chart for a row here, and back; null where they are the same. */
  rowOf: Int32Array | null;
  rowHere: Int32Array | null;
}

export interface Layers {
  points: HTMLCanvasElement;
  marks: HTMLCanvasElement;
  labels: HTMLElement;
}

/** A map on the screen: its picture, the names and marks over it, and where it is looked at from. */
export class Stage {
  readonly camera = signal<Camera>({ x: 0, y: 0, scale: 1 });
  /** The browser took the graphics card away: what is on the screen is no more. */
  readonly lost = signal(false);
  marks: Marks = noMarks();
  private size: Size = { width: 1, height: 1 };
  private ratio = 1;
  private homeCamera: Camera = { x: 0, y: 0, scale: 1 };
  private readonly picture: Picture;
  private readonly labels: Labels;
  private readonly order: Uint32Array;
  private readonly stop: (() => void)[] = [];
  private stopFlight: () => void = () => {};
  private nearby: Grid | null = null;
  private wanted: Camera | null = null;
  private marksAsked = false;
  private readonly usual: Bounds;

  constructor(
    readonly chart: Chart,
    readonly places: Places,
    private readonly layers: Layers,
  ) {
    const n = places.x.length;
    this.order = places.rowOf ? shuffled(n, 1) : chart.order;
    this.picture = new Picture(layers.points, n, this.inOrder(places.x, places.y));
    this.labels = new Labels(layers.labels);
    this.usual = usualBounds(places.x, places.y);
    this.picture.onComplete = () => {
      layers.points.dataset.painted = String(n);
    };
    this.picture.onLost = () => (this.lost.value = true);
    this.stop.push(
      effect(() => this.takeColours()),
      effect(() => this.takeStates()),
      effect(() => this.takeTopics()),
    );
  }

  private inOrder(x: Float32Array, y: Float32Array): Float32Array {
    const xy = new Float32Array(2 * x.length);
    for (let i = 0; i < x.length; i++) {
      const row = this.order[i];
      if (x[row] === x[row]) {
        xy[2 * i] = x[row];
        xy[2 * i + 1] = y[row];
      }
    }
    return xy;
  }

  private chartRow = (row: number): number => (this.places.rowOf ? this.places.rowOf[row] : row);
  hereRow = (row: number): number => (this.places.rowHere ? this.places.rowHere[row] : row);

  private takeColours(): void {
    const colouring = this.chart.colouring.value,
      look = theme.value;
    if (!colouring) return;
    const codes = new Uint16Array(this.order.length);
    for (let i = 0; i < codes.length; i++) {
      const row = this.chartRow(this.order[i]);
      codes[i] = row < 0 ? 0 : colouring.codes[row];
    }
    const { painter } = this.picture;
    painter.codes(codes);
    painter.colours(colouring.rgba);
    const [r, g, b] = ground(look),
      [gr, gg, gb] = greyPoint(look);
    painter.background = [r / 255, g / 255, b / 255, 1];
    painter.grey = [gr / 255, gg / 255, gb / 255, look === 'light' ? 0.42 : 0.5];
    this.picture.changed();
    this.drawMarks();
  }

  private takeStates(): void {
    void this.chart.tick.value;
    const { failed } = this.chart.filter;
    const states = new Uint8Array(this.order.length);
    let greyed = false;
    for (let i = 0; i < states.length; i++) {
      const here = this.order[i],
        row = this.chartRow(here);
      if (row < 0 || this.places.x[here] !== this.places.x[here]) states[i] = row < 0 ? GREYED : ABSENT;
      else if (failed[row] === 0) states[i] = SHOWN;
      else if (failed[row] >= 0x80000000) states[i] = ABSENT;
      else {
        states[i] = GREYED;
        greyed = true;
      }
    }
    this.picture.painter.states(states);
    this.picture.painter.anyGreyed = greyed;
    this.labels.shown = greyed ? this.chart.shownByTopic('') : null;
    this.labels.draw(this.camera.peek(), this.size);
    this.picture.changed();
    if (this.marks.contours) this.showContours(true);
  }

  private takeTopics(): void {
    const tree = this.chart.tree.value,
      colouring = this.chart.colouring.value;
    if (!colouring) return;
    const { x, y, rowOf } = this.places;
    const topic = rowOf ? Int32Array.from(rowOf, (row) => (row < 0 ? 0 : this.chart.topic[row])) : this.chart.topic;
    this.labels.topics(
      tree,
      spreadsOf(tree, topic, x, y, rowOf === null),
      this.chart.colourBy.value.by === 'topic' ? colouring.topics : null,
      theme.value,
    );
    this.labels.draw(this.camera.peek(), this.size);
  }

  /** After a deletion: the same rows, some of them without a place. */
  takePlaces(x: Float32Array, y: Float32Array): void {
    this.places.x = x;
    this.places.y = y;
    this.nearby = null;
    const xy = this.inOrder(x, y);
    this.picture.painter.places(xy);
    this.picture.painter.previous(xy);
    this.takeStates();
    this.takeTopics();
  }

  /** Points walk from their old places to the present ones; `way` is 0 to 1. */
  walkFrom(x: Float32Array, y: Float32Array): void {
    const old = { x: x.slice(), y: y.slice() };
    for (let row = 0; row < x.length; row++) {
      if (x[row] !== x[row]) [old.x[row], old.y[row]] = [this.places.x[row], this.places.y[row]];
    }
    this.picture.painter.previous(this.inOrder(old.x, old.y));
  }
  way(way: number): void {
    this.picture.painter.way = way;
    this.picture.changed();
  }

  resize(size: Size, ratio: number): void {
    const first = this.size.width <= 1;
    const before = this.homeCamera;
    this.size = size;
    this.ratio = ratio;
    this.homeCamera = fitting(this.usual, size, 0.04, this.covered());
    this.layers.marks.width = Math.round(size.width * ratio);
    this.layers.marks.height = Math.round(size.height * ratio);
    this.picture.resize(size, ratio);
    if (first) this.move(this.wanted ?? this.homeCamera);
    else if (sameCamera(this.camera.peek(), before)) this.move(this.homeCamera);
    else this.move(this.camera.peek());
  }

  /** The tools at the left, the legend at the right and the count at the foot lie over the map. */
  private covered(): Insets {
    const wide = this.size.width > 700;
    return { left: wide ? 48 : 0, right: wide ? 150 : 0, top: wide ? 0 : 40, bottom: 40 };
  }
  /** Besides, while flying: what was found, and a card that is held open. */
  private coveredNow(): Insets {
    const covered = this.covered(),
      reach = (selector: string): number =>
        this.layers.points.closest('.maps')?.querySelector<HTMLElement>(selector)?.offsetWidth ?? 0;
    const results = reach('.results'),
      card = reach('.card.pinned');
    if (this.size.width <= 700) return { ...covered, bottom: results + card > 0 ? this.size.height * 0.55 : 40 };
    return { ...covered, left: results > 0 ? results + 72 : covered.left, right: card > 0 ? card + 24 : covered.right };
  }

  home = (): Camera => this.homeCamera;
  viewSize = (): Size => this.size;

  move(camera: Camera): void {
    this.camera.value = camera;
    this.picture.look(camera, this.homeCamera);
    this.labels.draw(camera, this.size);
    this.drawMarks();
  }
  /** Begins at this camera, also where the size is not known yet. */
  begin(camera: Camera): void {
    if (this.size.width <= 1) this.wanted = camera;
    else this.move(camera);
  }
  halt = (): void => this.stopFlight();
  flyTo(camera: Camera): void {
    this.stopFlight();
    this.stopFlight = fly(this.camera.peek(), camera, this.size, (next) => this.move(next));
  }
  flyToBounds = (bounds: Bounds): void => {
    const camera = fitting(bounds, this.size, 0.12, this.coveredNow());
    this.flyTo({ ...camera, scale: Math.min(camera.scale, this.homeCamera.scale * 200) });
  };
  flyToTopic(id: number): void {
    const spread = this.labels.spread(id);
    if (!spread) return;
    const {
        middle: [x, y],
      } = spread,
      reach = Math.max(1.8 * spread.radius, 1e-6);
    this.flyToBounds([x - reach, y - reach, x + reach, y + reach]);
  }
  flyToRow(row: number): void {
    const here = this.hereRow(row);
    if (here < 0 || this.places.x[here] !== this.places.x[here]) return;
    const scale = Math.max(this.camera.peek().scale, this.homeCamera.scale * 6),
      covered = this.coveredNow();
    this.flyTo({
      x: this.places.x[here] + (covered.right - covered.left) / 2 / scale,
      y: this.places.y[here] + (covered.top - covered.bottom) / 2 / scale,
      scale,
    });
  }
  flyToRows(rows: Iterable<number>): void {
    const xs: number[] = [],
      ys: number[] = [];
    for (const row of rows) {
      const here = this.hereRow(row);
      if (here >= 0 && this.places.x[here] === this.places.x[here]) {
        xs.push(this.places.x[here]);
        ys.push(this.places.y[here]);
      }
    }
    if (xs.length === 0) return;
    xs.sort((a, b) => a - b);
    ys.sort((a, b) => a - b);
    const low = Math.floor(xs.length * 0.06),
      high = xs.length - 1 - low;
    this.flyToBounds([xs[low], ys[low], xs[high], ys[high]]);
  }

  /** The chart's row under a place of the screen, or −1; shown ones before greyed ones. */
  rowAt(px: number, py: number, reach = 9): number {
    const [x, y] = toMap(this.camera.peek(), this.size, px, py);
    const grid = (this.nearby ??= this.places.rowOf
      ? new Grid(this.places.x, this.places.y, this.places.bounds)
      : this.chart.grid);
    const within = reach / this.camera.peek().scale;
    const shown = grid.nearest(x, y, within, (row) => this.chartRow(row) >= 0 && this.chart.isShown(this.chartRow(row)));
    return shown < 0 ? -1 : this.chartRow(shown);
  }
  placeOf(row: number): [number, number] | null {
    const here = this.hereRow(row);
    if (here < 0) return null;
    const x = this.places.x[here],
      y = this.places.y[here];
    return x === x ? [x, y] : null;
  }

  look(taste: Look): void {
    this.picture.taste = taste;
    this.picture.changed();
  }
  showLabels(visible: boolean): void {
    this.labels.visible = visible;
    this.labels.draw(this.camera.peek(), this.size);
  }
  showContours(on: boolean): void {
    const shown = (row: number): boolean => this.chartRow(row) >= 0 && this.chart.isShown(this.chartRow(row));
    this.marks.contours = on ? contoursOf(this.places.x, this.places.y, this.order, shown, this.places.bounds) : null;
    this.drawMarks();
  }

  drawMarks(): void {
    if (this.marksAsked) return;
    this.marksAsked = true;
    requestAnimationFrame(() => {
      this.marksAsked = false;
      // An empty layer over the whole map still costs half a frame where pages are put together without a graphics card.
      const empty = isEmpty(this.marks);
      this.layers.marks.style.display = empty ? 'none' : '';
      if (!empty) drawMarks(this.layers.marks, this.marks, this.camera.peek(), this.size, this.ratio, this.inks());
    });
  }
  private inks(): Inks {
    const dark = theme.value === 'dark';
    return { ink: dark ? '#e9edf2' : '#1d2228', accent: dark ? '#4fc3c0' : '#0b6e75', ground: cssOf(ground(theme.value)) };
  }

  snapshot = (): Promise<ImageData> => this.picture.snapshot();
  marksCanvas = (): HTMLCanvasElement => this.layers.marks;
  labelLayer = (): HTMLElement => this.layers.labels;

  dispose(): void {
    this.stopFlight();
    for (const stop of this.stop) stop();
    this.picture.dispose();
    this.layers.labels.replaceChildren();
  }
}
