/** Sets of rows as bits: row r is bit r & 7 of byte r >> 3, as on the wire. */

export const emptyMask = (n: number): Uint8Array => new Uint8Array((n + 7) >> 3);

export const has = (mask: Uint8Array, row: number): boolean => ((mask[row >> 3] >> (row & 7)) & 1) === 1;

export function put(mask: Uint8Array, row: number): void {
  mask[row >> 3] |= 1 << (row & 7);
}

export function maskOf(n: number, rows: Iterable<number>): Uint8Array {
  const mask = emptyMask(n);
  for (const row of rows) put(mask, row);
  return mask;
}

export function maskWhere(n: number, test: (row: number) => boolean): Uint8Array {
  const mask = emptyMask(n);
  for (let row = 0; row < n; row++) if (test(row)) mask[row >> 3] |= 1 << (row & 7);
  return mask;
}

const both = (a: Uint8Array, b: Uint8Array, join: (a: number, b: number) => number): Uint8Array => {
  const joined = new Uint8Array(a.length);
  for (let i = 0; i < a.length; i++) joined[i] = join(a[i], b[i]);
  return joined;
};

export const union = (a: Uint8Array, b: Uint8Array): Uint8Array => both(a, b, (p, q) => p | q);
export const intersection = (a: Uint8Array, b: Uint8Array): Uint8Array => both(a, b, (p, q) => p & q);
export const difference = (a: Uint8Array, b: Uint8Array): Uint8Array => both(a, b, (p, q) => p & ~q);

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

export function count(mask: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < mask.length; i++) total += ONES[mask[i]];
  return total;
}

export function* rowsOf(mask: Uint8Array): Generator<number> {
  for (let byte = 0; byte < mask.length; byte++) {
    let bits = mask[byte];
    while (bits !== 0) {
      const low = bits & -bits;
      yield (byte << 3) + 31 - Math.clz32(low);
      bits ^= low;
    }
  }
}
