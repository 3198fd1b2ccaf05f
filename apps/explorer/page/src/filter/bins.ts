/** Equal bins over a range of numbers; what lies outside belongs to the first and the last. */
export interface Bins {
  min: number;
  max: number;
  count: number;
}

export function binsOf(min: number, max: number, whole: boolean, most = 48): Bins {
  const span = max - min;
  if (whole && span >= 0 && span < most) return { min: min - 0.5, max: max + 0.5, count: Math.max(1, Math.round(span) + 1) };
  return { min, max: max > min ? max : min + 1, count: most };
}

/** −1 where there is no value. */
export function binOf({ min, max, count }: Bins, value: number): number {
  if (value !== value) return -1;
  return Math.max(0, Math.min(count - 1, Math.floor(((value - min) / (max - min)) * count)));
}

/** The range of all but a few outliers, where those would take half of it or more; all of it otherwise. */
export function usualRange(values: Float64Array, min: number, max: number, share = 0.003): [number, number] {
  const step = Math.max(1, Math.floor(values.length / 20_000)),
    sample: number[] = [];
  for (let i = 0; i < values.length; i += step) if (values[i] === values[i]) sample.push(values[i]);
  if (sample.length < 50) return [min, max];
  sample.sort((a, b) => a - b);
  const cut = Math.ceil(sample.length * share),
    low = sample[cut],
    high = sample[sample.length - 1 - cut];
  return high > low && (high - low) * 2 < max - min ? [low, high] : [min, max];
}

const YEAR = 365.2425 * 86_400_000;

/** One bin a year, where all moments are the first of a January: columns of years. */
export function yearBins(values: Float64Array): Bins | null {
  let first = Infinity,
    last = -Infinity;
  for (const value of values) {
    if (value !== value) continue;
    const days = value / 86_400_000;
    if (days !== Math.floor(days) || !newYear(value)) return null;
    first = Math.min(first, value);
    last = Math.max(last, value);
  }
  const years = Math.round((last - first) / YEAR) + 1;
  return years > 1 && years <= 150 ? { min: first - YEAR / 2, max: first + (years - 0.5) * YEAR, count: years } : null;
}

function newYear(value: number): boolean {
  const date = new Date(value);
  return date.getUTCMonth() === 0 && date.getUTCDate() === 1;
}
