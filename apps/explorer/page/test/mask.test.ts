import { expect, test } from 'vitest';
import { count, difference, emptyMask, has, intersection, maskOf, maskWhere, rowsOf, union } from '../src/set/mask';
import { random, shuffled } from '../src/set/random';

const some = (seed: number, n: number): Set<number> => {
  const next = random(seed);
  return new Set(Array.from({ length: n }, (_, row) => row).filter(() => next() < 0.3));
};

test('masks_randomSets_answerLikeSets', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const n = 1 + seed * 7,
      a = some(seed, n),
      b = some(seed + 1000, n);
    const p = maskOf(n, a),
      q = maskOf(n, b);
    expect([...rowsOf(p)]).toEqual([...a]);
    expect(count(p)).toBe(a.size);
    expect([...rowsOf(union(p, q))]).toEqual([...new Set([...a, ...b])].sort((x, y) => x - y));
    expect([...rowsOf(intersection(p, q))]).toEqual([...a].filter((row) => b.has(row)));
    expect([...rowsOf(difference(p, q))]).toEqual([...a].filter((row) => !b.has(row)));
    expect(maskWhere(n, (row) => a.has(row))).toEqual(p);
  }
});

test('mask_row9_isBit1OfByte1', () => {
  const mask = maskOf(12, [9]);
  expect([...mask]).toEqual([0, 2]);
  expect(has(mask, 9)).toBe(true);
  expect(has(emptyMask(12), 9)).toBe(false);
});

test('shuffled_anySize_holdsEveryRowOnce', () => {
  for (const n of [0, 1, 2, 1000])
    expect([...shuffled(n, 5)].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  expect(shuffled(1000, 5)).toEqual(shuffled(1000, 5));
});
