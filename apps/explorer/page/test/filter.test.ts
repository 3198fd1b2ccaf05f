import { expect, test } from 'vitest';
import { binOf, binsOf, usualRange, yearBins } from '../src/filter/bins';
import { filterOf, type Condition } from '../src/filter/condition';
import { Crossfilter } from '../src/filter/crossfilter';
import { inside, regionMask, simplified, type Shape } from '../src/filter/region';
import { rowsOf } from '../src/set/mask';

test('crossfilter_twoConditions_countsLeaveOutTheOwn', () => {
  const filter = new Crossfilter(10, (row) => row !== 9);
  filter.set('even', (row) => row % 2 === 0);
  filter.set('low', (row) => row < 5);
  expect(filter.shown()).toBe(3);
  expect([...filter.counts(2, 'even', (row) => row % 2)]).toEqual([3, 2]);
  expect([...filter.counts(2, 'low', (row) => (row < 5 ? 1 : 0))]).toEqual([2, 3]);
  filter.clear('even');
  expect(filter.shown()).toBe(5);
  filter.clear('low');
  expect(filter.shown()).toBe(9);
});

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];

test('regionMask_modes_combineInOrder', () => {
  const x = Float32Array.of(0.5, 1.5, 2.5, NaN),
    y = Float32Array.of(0.5, 0.5, 0.5, 0.5);
  const rows = (...shapes: Shape[]): number[] => [...rowsOf(regionMask(shapes, 4, () => ({ x, y })))];
  const first: Shape = { mode: 'replace', corners: square(0, 0, 2) },
    second = square(1, 0, 2);
  expect(rows(first)).toEqual([0, 1]);
  expect(rows(first, { mode: 'add', corners: second })).toEqual([0, 1, 2]);
  expect(rows(first, { mode: 'remove', corners: second })).toEqual([0]);
  expect(rows(first, { mode: 'intersect', corners: second })).toEqual([1]);
});

test('simplified_circle_keepsWhatIsInside', () => {
  const circle = Array.from({ length: 200 }, (_, i): [number, number] => [Math.cos(i / 31.8), Math.sin(i / 31.8)]);
  const fewer = simplified(circle, 0.01);
  expect(fewer.length).toBeLessThan(60);
  expect(inside(fewer, 0, 0.9)).toBe(true);
  expect(inside(fewer, 0, 1.1)).toBe(false);
});

test('filterOf_region_saysTheSameAlgebra', () => {
  const a = square(0, 0, 1),
    b = square(2, 0, 1);
  const condition: Condition = {
    kind: 'region',
    shapes: [
      { mode: 'replace', corners: a },
      { mode: 'remove', corners: b },
    ],
  };
  expect(filterOf(condition, 'm', [], null)).toEqual({
    and: [{ inPolygon: { corners: a, map: 'm' } }, { not: { inPolygon: { corners: b, map: 'm' } } }],
  });
});

test('filterOf_unsetAmongValues_asksForUnsetToo', () => {
  expect(filterOf({ kind: 'values', column: 'c', values: ['a', null] }, 'm', [], null)).toEqual({
    or: [{ oneOf: { column: 'c', values: ['a'] } }, { not: { isSet: { column: 'c' } } }],
  });
});

test('bins_ofFewIntegers_areOneEach', () => {
  const bins = binsOf(1, 5, true);
  expect([1, 2, 3, 4, 5, 6, NaN].map((v) => binOf(bins, v))).toEqual([0, 1, 2, 3, 4, 4, -1]);
  expect(binOf(binsOf(0, 10, false), 10)).toBe(47);
});

test('usualRange_oneFarValue_isLeftOut', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i === 0 ? -1e6 : i));
  expect(usualRange(values, -1e6, 999)[0]).toBeGreaterThan(0);
  expect(usualRange(values.subarray(1), 1, 999)).toEqual([1, 999]);
});

test('yearBins_columnOfYears_oneBinEach', () => {
  const years = Array.from({ length: 39 }, (_, i) => 1987 + i);
  const bins = yearBins(Float64Array.from(years, (year) => Date.UTC(year, 0, 1)))!;
  expect(years.map((year) => binOf(bins, Date.UTC(year, 0, 1)))).toEqual(years.map((_, i) => i));
  expect(yearBins(Float64Array.of(Date.UTC(1990, 0, 1), Date.UTC(1995, 5, 1)))).toBe(null);
});
