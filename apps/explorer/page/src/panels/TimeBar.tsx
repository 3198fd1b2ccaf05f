import { Pause, Play, X } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ColumnData } from '../data/answers';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { complain } from '../state/notices';
import { NumberFilter } from './FiltersPanel';
import { usualRange } from '../filter/bins';
import { IconButton } from './parts';

/** Time at the foot of the map: a window to brush, and to play through. */
export function TimeBar({ chart }: { chart: Chart }) {
  const columns = chart.info.columns.filter((column) => column.type === 'timestamp' && column.min !== undefined);
  const [name, setName] = useState(columns[0]?.name);
  const info = columns.find((column) => column.name === name) ?? columns[0];
  const [column, setColumn] = useState<ColumnData | null>(null);
  const [playing, play] = useState(false);
  const reach = useRef(0);
  const key = `column:${info?.name}`;

  useEffect(() => {
    setColumn(null);
    if (info) chart.column(info.name).then(setColumn, complain);
  }, [chart, info]);

  useEffect(() => {
    if (!playing || !info || column?.kind !== 'numbers') return;
    const [first, last] = usualRange(column.values, info.min!, info.max!);
    const now = chart.condition(key);
    reach.current = now?.kind === 'range' && now.to - now.from < (last - first) * 0.95 ? now.to - now.from : (last - first) / 12;
    let from = now?.kind === 'range' && now.to < last ? now.from : first,
      before = performance.now(),
      asked = 0,
      busy = false;
    const step = (time: number): void => {
      const dt = time - before;
      if (dt > 60 && !busy) {
        before = time;
        from += ((last - first) / 16_000) * Math.min(dt, 200);
        if (from + reach.current >= last) return play(false);
        busy = true;
        void chart.setCondition({ kind: 'range', column: info.name, from, to: from + reach.current }).then(() => (busy = false));
      }
      asked = requestAnimationFrame(step);
    };
    asked = requestAnimationFrame(step);
    return () => cancelAnimationFrame(asked);
  }, [playing, chart, info, column]);

  if (!info) return null;
  return (
    <section class="time-bar" data-testid="time-bar" aria-label="Time">
      <IconButton
        icon={playing ? Pause : Play}
        name={playing ? 'Pause' : 'Play through time'}
        testid="time-play"
        onClick={() => play(!playing)}
      />
      {columns.length > 1 ? (
        <select aria-label="Column" value={info.name} onChange={(e) => setName(e.currentTarget.value)}>
          {columns.map((c) => (
            <option>{c.name}</option>
          ))}
        </select>
      ) : (
        <span class="soft">{info.name}</span>
      )}
      <div class="time-histogram">
        {column?.kind === 'numbers' ? <NumberFilter chart={chart} info={info} values={column.values} height={40} /> : null}
      </div>
      <IconButton
        icon={X}
        name="Close"
        onClick={() => {
          play(false);
          app.timeOpen.value = false;
        }}
      />
    </section>
  );
}
