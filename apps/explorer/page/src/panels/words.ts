/** Numbers and times as people read them. */

const plain = new Intl.NumberFormat('en');
const few = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

const METHODS: Record<string, string> = { umap: 'UMAP', tsne: 't-SNE', pca: 'PCA' };

export const method = (kind: string): string => METHODS[kind] ?? kind;
export const distance = (d: number): string => (d < 10 ? d.toFixed(3) : number(d));
export const whole = (n: number): string => plain.format(n);
export const number = (n: number): string => (Number.isInteger(n) && Math.abs(n) < 1e9 ? String(n) : few.format(n));

const DAY = 86_400_000;

/** A moment, as exactly as a span of time makes sense. */
export function moment(ms: number, span = DAY): string {
  if (span > 20 * 365 * DAY) return new Date(ms + DAY).toISOString().slice(0, 4);
  const iso = new Date(ms).toISOString();
  if (span > 2 * 365 * DAY) return iso.slice(0, 7);
  return span >= 2 * DAY ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

export const plural = (n: number, one: string, many = `${one}s`): string => `${whole(n)} ${n === 1 ? one : many}`;

const ISO = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string' && ISO.test(value))
    return value.endsWith('T00:00:00Z') ? value.slice(0, 10) : value.slice(0, 16).replace('T', ' ');
  return String(value);
}
