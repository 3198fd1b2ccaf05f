import type { Chart } from '../state/chart';
import type { Condition } from './condition';
import { filterOf } from './condition';
import { regionMask, type Places } from './region';
import { beside } from '../state/app';
import { has } from '../set/mask';

export type Predicate = (row: number) => boolean;

/** A condition as a test of rows: from columns where the page has them, from the server where it has not. */
export async function predicateOf(condition: Condition, chart: Chart): Promise<Predicate> {
  switch (condition.kind) {
    case 'values':
      return valuesPredicate(await chart.column(condition.column), condition.values);
    case 'range': {
      const column = await chart.column(condition.column);
      if (column.kind !== 'numbers') throw new Error(`column '${condition.column}' holds no numbers to take a range of`);
      const { values } = column,
        { from, to } = condition;
      return (row) => values[row] >= from && values[row] <= to;
    }
    case 'topics': {
      const ids = new Set(condition.ids.flatMap((id) => [...chart.tree.value.within(id)]));
      const { topic } = chart;
      return (row) => ids.has(topic[row]);
    }
    case 'tag':
      return masked(await chart.tagMask(condition.name));
    case 'duplicates': {
      const { class: classes } = await chart.duplicates();
      const wanted = [0, 1, 2, 3].map((c) => condition.classes.includes(c));
      return (row) => wanted[classes[row]];
    }
    case 'words':
      return masked(await chart.source.select(filterOf(condition, chart.map, chart.info.columns, chart.info.textColumn)));
    case 'region':
      return masked(regionMask(condition.shapes, chart.n, (map) => (map === undefined ? chart : placesBeside(chart, map))));
  }
}

/** Places of the chart's rows on the second map; rows that it does not have lie nowhere. */
function placesBeside(chart: Chart, map: string): Places {
  const other = beside.value;
  if (!other || other.name !== map) throw new Error(`the outline was drawn on map '${map}'; open it beside this one`);
  const x = new Float32Array(chart.n).fill(NaN),
    y = new Float32Array(chart.n).fill(NaN);
  for (let row = 0; row < chart.n; row++) {
    const there = other.rowHere[row];
    if (there >= 0) [x[row], y[row]] = [other.x[there], other.y[there]];
  }
  return { x, y };
}

const masked =
  (mask: Uint8Array): Predicate =>
  (row) =>
    has(mask, row);

function valuesPredicate(column: Awaited<ReturnType<Chart['column']>>, values: (string | null)[]): Predicate {
  if (column.kind === 'numbers') throw new Error('a column of numbers has no list of values');
  const wanted = new Uint8Array(column.dictionary.length + 1);
  for (const value of values) {
    const code = value === null ? 0 : column.dictionary.indexOf(value) + 1;
    if (value === null || code > 0) wanted[code] = 1;
  }
  const { codes } = column;
  if (column.kind === 'codes') return (row) => wanted[codes[row]] === 1;
  const { start } = column;
  return (row) => {
    if (start[row] === start[row + 1]) return wanted[0] === 1;
    for (let i = start[row]; i < start[row + 1]; i++) if (wanted[codes[i]] === 1) return true;
    return false;
  };
}
