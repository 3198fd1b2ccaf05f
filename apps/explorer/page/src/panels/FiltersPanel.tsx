import { Eraser } from 'lucide-preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ColumnData, ColumnInfo } from '../data/answers';
import { binOf, binsOf, usualRange, yearBins } from '../filter/bins';
import type { Chart } from '../state/chart';
import { complain } from '../state/notices';
import { Histogram } from './Histogram';
import { Bar, Fold, IconButton } from './parts';
import { moment, number, whole } from './words';

/** Every column as something to filter by; counts follow all other filters at once. */
export function FiltersPanel({ chart }: { chart: Chart }) {
  const columns = chart.info.columns.filter((column) => column.type !== 'text' && !column.image);
  const openAtFirst = chart.n <= 300_000 ? 5 : 2;
  return (
    <>
      <div class="panel-head">
        <h2>Filters</h2>
        {chart.conditions.value.length > 0 ? (
          <IconButton icon={Eraser} name="Show all" testid="filters-clear" onClick={() => chart.clearAll()} />
        ) : null}
      </div>
      <div class="scroll">
        {columns.map((column, i) => (
          <Fold
            key={column.name}
            title={column.name}
            open={i < openAtFirst}
            testid="filter"
            aside={<Clear chart={chart} column={column.name} />}
          >
            {() => <ColumnFilter chart={chart} info={column} />}
          </Fold>
        ))}
        {chart.info.duplicates ? (
          <Fold title="Duplicates" open={false} testid="filter">
            {() => <DuplicateFilter chart={chart} />}
          </Fold>
        ) : null}
        {columns.length === 0 && !chart.info.duplicates ? (
          <p class="soft pad">This dataset has no columns to filter by.</p>
        ) : null}
      </div>
    </>
  );
}

function Clear({ chart, column }: { chart: Chart; column: string }) {
  const key = `column:${column}`;
  return chart.condition(key) ? (
    <IconButton icon={Eraser} name={`Any ${column}`} onClick={() => chart.clearCondition(key)} />
  ) : null;
}

function ColumnFilter({ chart, info }: { chart: Chart; info: ColumnInfo }) {
  const [column, setColumn] = useState<ColumnData | null>(null);
  useEffect(() => {
    chart.column(info.name).then(setColumn, complain);
  }, [chart, info.name]);
  if (!column || (column.kind === 'numbers' && info.nulls === undefined)) return <div class="loading-line" />;
  return column.kind === 'numbers' ? (
    <NumberFilter chart={chart} info={info} values={column.values} />
  ) : (
    <ValueFilter chart={chart} info={info} column={column} />
  );
}

/** A histogram with a brush; also at the foot of the map, for time. */
export function NumberFilter({
  chart,
  info,
  values,
  height,
}: {
  chart: Chart;
  info: ColumnInfo;
  values: Float64Array;
  height?: number;
}) {
  const key = `column:${info.name}`,
    tick = chart.tick.value;
  const first = info.min ?? 0,
    last = info.max ?? 1;
  const bins = useMemo(
    () =>
      (info.type === 'timestamp' && yearBins(values)) ||
      binsOf(...usualRange(values, first, last), info.type === 'integer', height ? 120 : 48),
    [info, values],
  );
  const all = useMemo(() => {
    const counts = new Uint32Array(bins.count);
    for (let row = 0; row < values.length; row++) {
      const bin = chart.isLive(row) ? binOf(bins, values[row]) : -1;
      if (bin >= 0) counts[bin]++;
    }
    return counts;
  }, [chart, values, bins]);
  const shown = useMemo(() => chart.filter.counts(bins.count, key, (row) => binOf(bins, values[row])), [tick, values, bins]);
  const condition = chart.condition(key);
  const range = condition?.kind === 'range' ? condition : null;
  const time = info.type === 'timestamp',
    span = bins.max - bins.min;
  const settle = (v: number): number => (info.type === 'integer' ? Math.round(v) : v);
  return (
    <Histogram
      bins={bins}
      all={all}
      shown={shown}
      range={range}
      name={info.name}
      testid={`histogram-${info.name}`}
      height={height}
      centred={bins.min < first}
      say={(v) => (time ? moment(v, span) : number(settle(Number(v.toPrecision(5)))))}
      onRange={(next) => {
        if (!next) return chart.clearCondition(key);
        const from = next.from <= bins.min ? Math.min(first, bins.min) : next.from,
          to = next.to >= bins.max ? Math.max(last, bins.max) : next.to;
        void chart.setCondition({ kind: 'range', column: info.name, from, to });
      }}
    />
  );
}

const FIRST = 8;

function ValueFilter({
  chart,
  info,
  column,
}: {
  chart: Chart;
  info: ColumnInfo;
  column: Exclude<ColumnData, { kind: 'numbers' }>;
}) {
  const key = `column:${info.name}`,
    tick = chart.tick.value;
  const [more, showMore] = useState(false);
  const [wanted, want] = useState('');
  const nulls = info.nulls ?? 0;
  const shown = useMemo(() => countsByValue(chart, key, column), [chart, column, tick]);
  const condition = chart.condition(key);
  const chosen = new Set(condition?.kind === 'values' ? condition.values : []);
  const matching = column.dictionary
    .map((value, i) => ({ value: value as string | null, code: i + 1, all: column.counts[i] }))
    .filter(({ value }) => wanted === '' || value!.toLowerCase().includes(wanted.toLowerCase()));
  if (nulls > 0 && wanted === '') matching.push({ value: null, code: 0, all: nulls });
  const listed = more || wanted !== '' ? matching.slice(0, 400) : matching.slice(0, FIRST);
  const most = Math.max(1, ...column.counts.slice(0, 1), nulls);
  const toggle = (value: string | null): void => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    if (next.size === 0) chart.clearCondition(key);
    else void chart.setCondition({ kind: 'values', column: info.name, values: [...next] });
  };
  return (
    <div class="value-list">
      {column.dictionary.length > 20 ? (
        <input
          class="field"
          placeholder="Find a value"
          aria-label={`Find a value of ${info.name}`}
          value={wanted}
          onInput={(e) => want(e.currentTarget.value)}
        />
      ) : null}
      <ul class={more ? 'scroll tall' : ''}>
        {listed.map(({ value, code, all }) => (
          <li key={code}>
            <button
              type="button"
              class={`row-button${chosen.has(value) ? ' chosen' : ''}`}
              role="checkbox"
              aria-checked={chosen.has(value)}
              data-testid="filter-value"
              onClick={() => toggle(value)}
            >
              <span class={`cut${value === null ? ' soft' : ''}`}>{value ?? 'unset'}</span>
              <span class="figure">{whole(shown[code])}</span>
              <Bar share={shown[code] / most} of={all / most} />
            </button>
          </li>
        ))}
      </ul>
      {!more && wanted === '' && matching.length > FIRST ? (
        <button type="button" class="link" onClick={() => showMore(true)}>
          All {whole(matching.length)} values
        </button>
      ) : null}
    </div>
  );
}

function countsByValue(chart: Chart, key: string, column: Exclude<ColumnData, { kind: 'numbers' }>): Uint32Array {
  const { codes } = column,
    size = column.dictionary.length + 1;
  if (column.kind === 'codes') return chart.filter.counts(size, key, (row) => codes[row]);
  const counts = new Uint32Array(size),
    others = ~chart.filter.bitOf(key),
    { failed } = chart.filter,
    { start } = column;
  for (let row = 0; row < chart.n; row++) {
    if ((failed[row] & others) !== 0) continue;
    if (start[row] === start[row + 1]) counts[0]++;
    for (let i = start[row]; i < start[row + 1]; i++) counts[codes[i]]++;
  }
  return counts;
}

function DuplicateFilter({ chart }: { chart: Chart }) {
  const condition = chart.condition('duplicates');
  const chosen = condition?.kind === 'duplicates' ? condition.classes : [];
  const toggle = (c: number): void => {
    const next = chosen.includes(c) ? chosen.filter((other) => other !== c) : [...chosen, c];
    if (next.length === 0) chart.clearCondition('duplicates');
    else void chart.setCondition({ kind: 'duplicates', classes: next });
  };
  return (
    <ul class="value-list">
      {[
        [1, 'no duplicate'],
        [2, 'kept'],
        [3, 'could be deleted'],
      ].map(([c, name]) => (
        <li>
          <button
            type="button"
            class={`row-button${chosen.includes(c as number) ? ' chosen' : ''}`}
            role="checkbox"
            aria-checked={chosen.includes(c as number)}
            data-testid="filter-duplicates"
            onClick={() => toggle(c as number)}
          >
            <span class="cut">{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
