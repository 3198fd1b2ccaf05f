import type { Topic } from '../data/answers';
import { apart, type Rgb } from './oklch';
import { hues, shade, type Theme } from './palette';

/** A colour for every topic: hues for those at depth 1, so that near ones differ most; shades of its parent's for those below. */
export function topicColours(topics: Topic[], theme: Theme): Map<number, Rgb> {
  const colours = new Map<number, Rgb>();
  const pool = hues(theme);
  const used = pool.map(() => 0);
  const tops = topics.filter((topic) => topic.depth === 1);
  const spread = extent(tops);
  const placed: { topic: Topic; rgb: Rgb }[] = [];
  for (const topic of tops) {
    const cost = pool.map(
      (rgb, i) =>
        used[i] * 4 +
        placed.reduce((sum, other) => sum + nearness(topic, other.topic, spread) / (apart(rgb, other.rgb) + 0.04), 0),
    );
    const best = cost.indexOf(Math.min(...cost));
    const rgb = used[best] === 0 ? pool[best] : shade(pool[best], used[best], theme);
    used[best]++;
    placed.push({ topic, rgb });
    colours.set(topic.id, rgb);
  }
  const parts = new Map<number, number>();
  for (const topic of topics) {
    const above = colours.get(topic.parent);
    if (topic.depth === 1 || !above) continue;
    const i = parts.get(topic.parent) ?? 0;
    parts.set(topic.parent, i + 1);
    colours.set(topic.id, shade(above, i, theme, topic.depth === 2 ? Math.min(3, Math.max(1, 11 / tops.length)) : 1));
  }
  return colours;
}

function extent(topics: Topic[]): number {
  const xs = topics.map((t) => t.x ?? 0),
    ys = topics.map((t) => t.y ?? 0);
  return Math.max(1e-9, Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

function nearness(a: Topic, b: Topic, spread: number): number {
  const d = Math.hypot((a.x ?? 0) - (b.x ?? 0), (a.y ?? 0) - (b.y ?? 0)) / spread;
  return Math.exp(-8 * d);
}
