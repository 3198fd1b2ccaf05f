/** Equal bins over a range of numbers. */
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

export function binOf({ min, max, count }: Bins, value: number): number {
  if (!(value >= min && value <= max)) return -1;
  return Math.min(count - 1, Math.floor(((value - min) / (max - min)) * count));
}

export const edge = ({ min, max, count }: Bins, bin: number): number => min + ((max - min) * bin) / count;
