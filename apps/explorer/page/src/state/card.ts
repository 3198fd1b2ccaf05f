import { signal, type Signal } from '@preact/signals';
import type { Datum } from '../data/answers';
import type { Chart } from './chart';

const chosen = new WeakMap<Chart, Signal<Set<string>>>();

/** The columns that cards show: the text and a few others, until a person chooses. */
export function cardColumns(chart: Chart): Signal<Set<string>> {
  let columns = chosen.get(chart);
  if (!columns) {
    const { info } = chart;
    const others = info.columns
      .filter((column) => !column.image && column.type !== 'text')
      .slice(0, 5)
      .map((column) => column.name);
    const text = info.textColumn ?? info.columns.find((column) => column.type === 'text' && !column.image)?.name;
    columns = signal(new Set(text === undefined ? others : [text, ...others]));
    chosen.set(chart, columns);
  }
  return columns;
}

const seen = new WeakMap<Chart, Map<number, Promise<Datum>>>();

/** Everything about a datum; the last two hundred asked for are remembered. */
export function datumOf(chart: Chart, row: number): Promise<Datum> {
  let known = seen.get(chart);
  if (!known) seen.set(chart, (known = new Map()));
  let datum = known.get(row);
  if (!datum) {
    datum = chart.source.datum(row);
    datum.catch(() => known.delete(row));
    known.set(row, datum);
    if (known.size > 200) known.delete(known.keys().next().value!);
  }
  return datum;
}

/** After edits of tags, topics or data, what was remembered is old. */
export const forgetData = (chart: Chart): void => void seen.delete(chart);
