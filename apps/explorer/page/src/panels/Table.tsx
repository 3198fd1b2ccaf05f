import { ArrowDown, ArrowUp, Download, X } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Value } from '../data/answers';
import { download } from '../share/download';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { complain } from '../state/notices';
import { pin } from '../state/pin';
import { IconButton } from './parts';
import { plural, valueText, whole } from './words';

const LINE = 30;
const PAGE = 100;
/** Browsers end at a height of some 33 million pixels. */
const MOST = 1_000_000;

interface Sort {
  by: string | null;
  descending: boolean;
}

/** What is shown, as a table: only the lines in sight are loaded and drawn. */
export function Table({ chart }: { chart: Chart }) {
  const columns = chart.info.columns.filter((column) => !column.image).map((column) => column.name);
  const [sort, setSort] = useState<Sort>({ by: null, descending: false });
  const [order, setOrder] = useState<Uint32Array>(new Uint32Array(0));
  const [top, setTop] = useState(0);
  const [tall, setTall] = useState(300);
  const [, redraw] = useState(0);
  const [busy, sorting] = useState(false);
  const pages = useRef(new Map<number, Map<number, { id: string | null; values: Value[] }> | null>());
  const box = useRef<HTMLDivElement>(null);
  const tick = chart.tick.value;

  useEffect(() => {
    let dropped = false;
    sorting(true);
    const timer = setTimeout(() => {
      chart.source.order(chart.shownMask(), sort.by, sort.descending).then((rows) => {
        if (dropped) return;
        pages.current = new Map();
        setOrder(rows);
        sorting(false);
      }, complain);
    }, 200);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [chart, tick, sort]);

  useEffect(() => {
    const watcher = new ResizeObserver(() => setTall(box.current?.clientHeight ?? 300));
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, []);

  const first = Math.max(0, Math.floor(top / LINE) - 5),
    last = Math.min(order.length, MOST, Math.ceil((top + tall) / LINE) + 5);
  useEffect(() => {
    const known = pages.current;
    for (let page = Math.floor(first / PAGE); page * PAGE < last; page++) {
      if (known.has(page)) continue;
      known.set(page, null);
      const rows = [...order.subarray(page * PAGE, (page + 1) * PAGE)];
      chart.source.rows(rows, columns, 200).then(
        (answer) => {
          known.set(page, new Map(answer.rows.map(({ row, id, values }) => [row, { id, values: values ?? [] }])));
          redraw((n) => n + 1);
        },
        (error: unknown) => {
          known.delete(page);
          complain(error);
        },
      );
    }
  }, [order, first, last]);

  const lines = [];
  for (let i = first; i < last; i++) {
    const row = order[i],
      found = pages.current.get(Math.floor(i / PAGE))?.get(row);
    lines.push(
      <div
        class="line"
        role="row"
        key={row}
        aria-rowindex={i + 2}
        style={{ top: `${i * LINE}px` }}
        data-testid="table-row"
        tabIndex={0}
        onClick={() => show(row)}
        onKeyDown={(e) => e.key === 'Enter' && show(row)}
        onMouseEnter={() => markOnly(row)}
      >
        <span role="cell" class="cut id">
          {found?.id ?? '…'}
        </span>
        {columns.map((_, c) => (
          <span role="cell" class="cut">
            {found ? valueText(found.values[c]) : ''}
          </span>
        ))}
      </div>,
    );
  }
  const grid = `minmax(80px, 120px) ${columns.map((name) => (chart.columnInfo(name)?.type === 'text' ? 'minmax(240px, 3fr)' : 'minmax(100px, 1fr)')).join(' ')}`;
  return (
    <section
      class="table"
      data-testid="table"
      aria-label="Table of what is shown"
      style={{ '--grid': grid, '--wide': `${120 + columns.length * 130}px` }}
    >
      <div class="table-head">
        <h2>
          {plural(order.length, 'datum', 'data')}
          {order.length > MOST ? <span class="soft">, the first {whole(MOST)} listed</span> : null}
        </h2>
        {busy ? <span class="spinner small" aria-label="Sorting" /> : null}
        <button type="button" class="button" data-testid="export-csv" onClick={() => void save(chart)}>
          <Download size={14} aria-hidden="true" /> CSV
        </button>
        <IconButton icon={X} name="Close the table" testid="table-close" onClick={() => (app.tableOpen.value = false)} />
      </div>
      <div
        class="table-box"
        ref={box}
        role="table"
        aria-rowcount={order.length + 1}
        aria-label="Data"
        onMouseLeave={() => markOnly(-1)}
        onScroll={(e) => setTop(e.currentTarget.scrollTop)}
      >
        <div class="line heads" role="row">
          {['id', ...columns].map((name) => (
            <div
              role="columnheader"
              class="cut"
              aria-sort={sort.by === name ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                class="cut"
                data-testid="table-sort"
                onClick={() => setSort({ by: name, descending: sort.by === name && !sort.descending })}
              >
                {name}
                {sort.by === name ? (
                  sort.descending ? (
                    <ArrowDown size={12} aria-hidden="true" />
                  ) : (
                    <ArrowUp size={12} aria-hidden="true" />
                  )
                ) : null}
              </button>
            </div>
          ))}
        </div>
        <div class="lines" style={{ height: `${Math.min(order.length, MOST) * LINE}px` }}>
          {lines}
        </div>
      </div>
    </section>
  );
}

function show(row: number): void {
  void pin(row);
  for (const stage of app.stages.value) stage.flyToRow(row);
}

/** A ring on the map for the line under the pointer, without a card. */
function markOnly(row: number): void {
  for (const stage of app.stages.value) {
    stage.marks.hover = stage.placeOf(row);
    stage.drawMarks();
  }
}

async function save(chart: Chart): Promise<void> {
  try {
    const columns = chart.info.columns.filter((column) => !column.image).map((column) => column.name);
    download(await chart.source.exportCsv(chart.shownMask(), columns), `${chart.info.dataset}.csv`);
  } catch (error) {
    complain(error);
  }
}
