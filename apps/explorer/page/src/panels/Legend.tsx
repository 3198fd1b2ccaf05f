import { Palette } from 'lucide-preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ColumnData } from '../data/answers';
import type { ColourBy, Colouring, LegendEntry } from '../colour/colouring';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { complain } from '../state/notices';
import { NumberFilter } from './FiltersPanel';
import { Dot, IconButton } from './parts';
import { toggleTopic } from './TopicsPanel';
import { plural, whole } from './words';

const word = (by: ColourBy): string => ('name' in by ? `${by.by}:${by.name}` : by.by);

/** What the colours mean; a click shows only that. */
export function Legend({ chart }: { chart: Chart }) {
  const [open, setOpen] = useState(innerWidth >= 760);
  const columns = chart.info.columns.filter((column) => column.type !== 'text' && !column.image);
  const tags = chart.tags.value.filter((tag) => tag.problem === null);
  /** The tree of topics beside the map says the same already. */
  const inTree = chart.colourBy.value.by === 'topic' && app.panel.value === 'topics' && innerWidth >= 760;
  const choose = (value: string): void => {
    const [by, ...rest] = value.split(':'),
      name = rest.join(':');
    void chart.setColour(by === 'column' || by === 'tag' ? { by, name } : { by: by as 'topic' | 'duplicates' });
  };
  if (!open)
    return (
      <div class="legend closed">
        <IconButton icon={Palette} name="Colours" testid="legend-open" onClick={() => setOpen(true)} />
      </div>
    );
  return (
    <div class="legend" data-testid="legend">
      <div class="legend-head">
        <select
          aria-label="Colour by"
          data-testid="colour-by"
          value={word(chart.colourBy.value)}
          onChange={(e) => choose(e.currentTarget.value)}
        >
          <option value="topic">{chart.info.depths > 0 ? 'Coloured by topic' : 'No colour'}</option>
          {columns.map(({ name }) => (
            <option value={`column:${name}`}>By {name}</option>
          ))}
          {chart.info.duplicates ? <option value="duplicates">By duplicates</option> : null}
          {tags.map(({ name }) => (
            <option value={`tag:${name}`}>By tag {name}</option>
          ))}
        </select>
        <IconButton icon={Palette} name="Fold the legend" testid="legend-close" onClick={() => setOpen(false)} />
      </div>
      {inTree ? null : <Meaning chart={chart} />}
    </div>
  );
}

function Meaning({ chart }: { chart: Chart }) {
  const colouring = chart.colouring.value,
    by = chart.colourBy.value,
    tick = chart.tick.value;
  const counts = useMemo(() => countsOf(chart, by, colouring), [chart, by, colouring, tick]);
  if (!colouring) return null;
  const { legend } = colouring;
  if (legend.kind === 'ramp') {
    return (
      <div class="ramp" data-testid="legend-ramp">
        <div class="steps">
          {legend.colours.map((colour) => (
            <span style={{ background: colour }} />
          ))}
        </div>
        <Spread chart={chart} />
        {legend.nulls > 0 ? <p class="soft">{plural(legend.nulls, 'point')} without a value</p> : null}
      </div>
    );
  }
  return (
    <ul class="entries scroll">
      {legend.entries.map((entry) => (
        <Entry key={String(entry.value)} chart={chart} entry={entry} count={counts(entry)} />
      ))}
      {legend.more > 0 ? <li class="soft pad-left">and {plural(legend.more, 'other value')}</li> : null}
    </ul>
  );
}

/** How the values are spread over the colours, with a brush. */
function Spread({ chart }: { chart: Chart }) {
  const by = chart.colourBy.value,
    info = by.by === 'column' ? chart.columnInfo(by.name) : undefined;
  const [column, setColumn] = useState<ColumnData | null>(null);
  useEffect(() => {
    setColumn(null);
    if (info) chart.column(info.name).then(setColumn, complain);
  }, [chart, info]);
  return info && column?.kind === 'numbers' ? (
    <NumberFilter chart={chart} info={info} values={column.values} height={36} />
  ) : null;
}

/** How many each entry has of what all but its own condition show. */
function countsOf(chart: Chart, by: ColourBy, colouring: Colouring | null): (entry: LegendEntry) => number {
  if (!colouring || colouring.legend.kind === 'ramp') return ({ count }) => count;
  if (by.by === 'topic') {
    const byTopic = chart.shownByTopic('topics');
    return ({ value }) => byTopic.get(value as number) ?? 0;
  }
  const key = by.by === 'duplicates' ? 'duplicates' : `${by.by}:${by.name}`,
    { codes, rgba } = colouring;
  const counts = chart.filter.counts(rgba.length / 4, key, (row) => codes[row]);
  return ({ code }) => counts[code];
}

function Entry({ chart, entry, count }: { chart: Chart; entry: LegendEntry; count: number }) {
  const on = chosen(chart, entry);
  return (
    <li>
      <button
        type="button"
        class={`row-button${on ? ' chosen' : ''}`}
        aria-pressed={on}
        data-testid="legend-entry"
        onClick={() => toggle(chart, entry)}
      >
        <Dot colour={entry.colour} />
        <span class="cut">{entry.label}</span>
        <span class="figure">{whole(count)}</span>
      </button>
    </li>
  );
}

function chosen(chart: Chart, { value }: LegendEntry): boolean {
  const by = chart.colourBy.value;
  const condition = chart.conditions.value.find((c) =>
    by.by === 'topic'
      ? c.kind === 'topics'
      : by.by === 'column'
        ? c.kind === 'values' && c.column === by.name
        : by.by === 'tag'
          ? c.kind === 'tag' && c.name === by.name
          : c.kind === 'duplicates',
  );
  if (!condition) return false;
  if (condition.kind === 'topics') return condition.ids.includes(value as number);
  if (condition.kind === 'values') return condition.values.includes(value as string);
  if (condition.kind === 'duplicates') return condition.classes.includes(value as number);
  return value !== null;
}

function toggle(chart: Chart, entry: LegendEntry): void {
  const by = chart.colourBy.value,
    on = chosen(chart, entry);
  const flip = <T,>(list: T[], value: T): T[] =>
    list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
  if (by.by === 'topic') void toggleTopic(chart, entry.value as number);
  else if (by.by === 'column') {
    const before = chart.condition(`column:${by.name}`);
    const values = flip(before?.kind === 'values' ? before.values : [], entry.value as string);
    if (values.length === 0) chart.clearCondition(`column:${by.name}`);
    else void chart.setCondition({ kind: 'values', column: by.name, values });
  } else if (by.by === 'duplicates') {
    const before = chart.condition('duplicates');
    const classes = flip(before?.kind === 'duplicates' ? before.classes : [], entry.value as number);
    if (classes.length === 0) chart.clearCondition('duplicates');
    else void chart.setCondition({ kind: 'duplicates', classes });
  } else if (entry.value !== null) {
    if (on) chart.clearCondition(`tag:${by.name}`);
    else void chart.setCondition({ kind: 'tag', name: by.name });
  }
}
