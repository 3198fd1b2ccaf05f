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
  const step = Math.max(1, Math.floor(values.length / 20_000)), sample: number[] = [];
  for (let i = 0; i < values.length; i += step) if (values[i] === values[i]) sample.push(values[i]);
  if (sample.length < 50) return [min, max];
  sample.sort((a, b) => a - b);
  const cut = Math.ceil(sample.length * share), low = sample[cut], high = sample[sample.length - 1 - cut];
  return high > low && (high - low) * 2 < max - min ? [low, high] : [min, max];
}
