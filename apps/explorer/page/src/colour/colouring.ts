import type { ColumnData, ColumnInfo, DuplicateColumns, Topic } from '../data/answers';
import { usualRange } from '../filter/bins';
import { has } from '../set/mask';
import { cssOf, type Rgb } from './oklch';
import { hues, noValue, ramp, type Theme } from './palette';
import { topicColours } from './topics';

/** What the points are coloured by. */
export type ColourBy = { by: 'topic' } | { by: 'column'; name: string } | { by: 'duplicates' } | { by: 'tag'; name: string };

export interface LegendEntry {
  label: string;
  colour: string;
  count: number;
  /** What filtering by this entry means: a value of its column, a topic, a class. */
  value: string | number | null;
  /** Its code among the colours. */
  code: number;
}

export type Legend =
  | { kind: 'entries'; entries: LegendEntry[]; more: number }
  | { kind: 'ramp'; colours: string[]; min: number; max: number; time: boolean; nulls: number };

/** A colour code a row, the colours of the codes, and what they mean. */
export interface Colouring {
  codes: Uint16Array;
  rgba: Uint8Array;
  legend: Legend;
  /** Colours of topics, for their labels; those of the points only where coloured by topic. */
  topics: Map<number, Rgb>;
}

const STEPS = 64;
const KINDS = 11;

function texels(colours: Rgb[]): Uint8Array {
  const rgba = new Uint8Array(colours.length * 4);
  colours.forEach((rgb, i) => rgba.set([...rgb, 255], i * 4));
  return rgba;
}

export function byTopic(
  topic: Int32Array,
  topics: Topic[],
  theme: Theme,
): Omit<Colouring, 'topics'> & { topics: Map<number, Rgb> } {
  const colours = topicColours(topics, theme);
  const code = new Map<number, number>([[0, 0]]);
  const list: Rgb[] = [noValue(theme)];
  for (const { id } of topics) {
    code.set(id, list.length);
    list.push(colours.get(id) ?? noValue(theme));
  }
  const codes = new Uint16Array(topic.length);
  let seen = -1,
    as = 0;
  for (let row = 0; row < topic.length; row++) {
    if (topic[row] !== seen) {
      seen = topic[row];
      as = code.get(seen) ?? 0;
    }
    codes[row] = as;
  }
  const tops = topics.filter((t) => t.depth === 1);
  const entries = tops.map((t) => ({
    label: t.label,
    colour: cssOf(colours.get(t.id)!),
    count: t.count,
    value: t.id,
    code: code.get(t.id)!,
  }));
  return { codes, rgba: texels(list), legend: { kind: 'entries', entries, more: 0 }, topics: colours };
}

export function byColumn(info: ColumnInfo, column: ColumnData, n: number, theme: Theme): Omit<Colouring, 'topics'> {
  return column.kind === 'numbers' ? byNumber(info, column, theme) : byCategory(column, n, theme);
}

function byNumber(
  info: ColumnInfo,
  { values, min: least, max: most }: Extract<ColumnData, { kind: 'numbers' }>,
  theme: Theme,
): Omit<Colouring, 'topics'> {
  const [min, max] = usualRange(values, least, most, 0.01);
  const codes = new Uint16Array(values.length),
    scale = STEPS / Math.max(max - min, 1e-300);
  for (let row = 0; row < values.length; row++) {
    const v = values[row];
    codes[row] = v === v ? 1 + Math.max(0, Math.min(STEPS - 1, Math.floor((v - min) * scale))) : 0;
  }
  const colours = ramp(theme, STEPS);
  return {
    codes,
    rgba: texels([noValue(theme), ...colours]),
    legend: { kind: 'ramp', colours: ramp(theme, 12).map(cssOf), min, max, time: info.type === 'timestamp', nulls: info.nulls ?? 0 },
  };
}

function byCategory(column: Exclude<ColumnData, { kind: 'numbers' }>, n: number, theme: Theme): Omit<Colouring, 'topics'> {
  const pool = hues(theme),
    kinds = Math.min(column.dictionary.length <= pool.length ? pool.length : KINDS, column.dictionary.length);
  const codes = new Uint16Array(n);
  for (let row = 0; row < n; row++) {
    const code =
      column.kind === 'codes'
        ? column.codes[row]
        : column.start[row + 1] > column.start[row]
          ? column.codes[column.start[row]]
          : 0;
    codes[row] = code === 0 ? 0 : code <= kinds ? code : kinds + 1;
  }
  const entries: LegendEntry[] = column.dictionary.slice(0, kinds).map((label, i) => ({
    label,
    colour: cssOf(pool[i]),
    count: column.counts[i],
    value: label,
    code: i + 1,
  }));
  return {
    codes,
    rgba: texels([noValue(theme), ...pool.slice(0, kinds), theme === 'light' ? [126, 126, 130] : [128, 134, 144]]),
    legend: { kind: 'entries', entries, more: column.dictionary.length - kinds },
  };
}

export function byDuplicates(duplicates: DuplicateColumns, theme: Theme): Omit<Colouring, 'topics'> {
  const [blue, orange] = hues(theme),
    colours: Rgb[] = [noValue(theme), noValue(theme), blue, orange];
  const counts = [0, 0, 0, 0];
  const codes = new Uint16Array(duplicates.class.length);
  for (let row = 0; row < codes.length; row++) counts[(codes[row] = duplicates.class[row])]++;
  const names = ['', 'no duplicate', 'kept', 'could be deleted'];
  const entries = [2, 3, 1].map((c) => ({ label: names[c], colour: cssOf(colours[c]), count: counts[c], value: c, code: c }));
  return { codes, rgba: texels(colours), legend: { kind: 'entries', entries, more: 0 } };
}

export function byMask(name: string, mask: Uint8Array, n: number, theme: Theme): Omit<Colouring, 'topics'> {
  const colours = [noValue(theme), hues(theme)[1]];
  const codes = new Uint16Array(n);
  let count = 0;
  for (let row = 0; row < n; row++) count += codes[row] = has(mask, row) ? 1 : 0;
  const entries = [
    { label: name, colour: cssOf(colours[1]), count, value: name, code: 1 },
    { label: 'without it', colour: cssOf(colours[0]), count: n - count, value: null, code: 0 },
  ];
  return { codes, rgba: texels(colours), legend: { kind: 'entries', entries, more: 0 } };
}
