import { expect, test } from 'vitest';
import { boxOf, overlap, placed, type Wish } from '../src/map/placement';
import { random } from '../src/set/random';

function wishes(seed: number, n: number): Wish[] {
  const next = random(seed);
  return Array.from({ length: n }, (_, id) => ({
    id,
    x: next() * 800,
    y: next() * 600,
    width: 20 + next() * 150,
    height: 14 + next() * 20,
  }));
}

test('placed_anyWishes_noTwoOverlap', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const standing = placed(wishes(seed, 200), 60);
    const touching = standing.filter((wish, i) => standing.slice(0, i).some((other) => overlap(boxOf(wish), boxOf(other))));
    expect(touching, `seed ${seed}`).toEqual([]);
  }
});

test('placed_firstWish_alwaysStandsWhereItWants', () => {
  const [first, ...others] = wishes(3, 100);
  expect(placed([first, ...others], 60)[0]).toEqual(first);
});

test('placed_manyApart_stopsAtMost', () => {
  const apart = Array.from({ length: 30 }, (_, id) => ({ id, x: id * 100, y: 0, width: 10, height: 10 }));
  expect(placed(apart, 7)).toHaveLength(7);
});
