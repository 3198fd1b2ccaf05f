import { useRef } from 'preact/hooks';
import type { Bins } from '../filter/bins';

const HEIGHT = 56;

interface Props {
  bins: Bins;
  all: Uint32Array;
  shown: Uint32Array;
  range: { from: number; to: number } | null;
  onRange: (range: { from: number; to: number } | null) => void;
  say: (value: number) => string;
  name: string;
  testid: string;
  height?: number;
  /** Whether bins are around values, as those of whole numbers and years. */
  centred?: boolean;
}

/** Counts as columns, of all and of what the other filters show, with a brush for a range. */
export function Histogram({ bins, all, shown, range, onRange, say, name, testid, height = HEIGHT, centred = false }: Props) {
  const box = useRef<SVGSVGElement>(null);
  const drag = useRef<{ from: number; moved: boolean; shift: { from: number; to: number } | null } | null>(null);
  const top = Math.max(1, ...all);
  const half = centred ? (bins.max - bins.min) / bins.count / 2 : 0,
    ends = { from: bins.min + half, to: bins.max - half };
  const tall = (count: number): number => (count === 0 ? 0 : Math.max(1, (Math.sqrt(count) / Math.sqrt(top)) * height));
  const at = (event: PointerEvent): number => {
    const { left, width } = box.current!.getBoundingClientRect();
    return bins.min + Math.min(1, Math.max(0, (event.clientX - left) / width)) * (bins.max - bins.min);
  };
  const x = (value: number): number => Math.min(100, Math.max(0, ((value - bins.min) / (bins.max - bins.min)) * 100));
  const down = (event: PointerEvent): void => {
    const from = at(event);
    box.current!.setPointerCapture(event.pointerId);
    drag.current = { from, moved: false, shift: range && from > range.from && from < range.to ? range : null };
  };
  const move = (event: PointerEvent): void => {
    const begun = drag.current;
    if (!begun) return;
    const to = at(event);
    if (!begun.moved && Math.abs(x(to) - x(begun.from)) < 1) return;
    begun.moved = true;
    if (begun.shift) {
      const span = begun.shift.to - begun.shift.from;
      const from = Math.min(bins.max - span, Math.max(bins.min, begun.shift.from + to - begun.from));
      onRange({ from, to: from + span });
    } else onRange({ from: Math.min(begun.from, to), to: Math.max(begun.from, to) });
  };
  const up = (): void => {
    if (drag.current && !drag.current.moved && !drag.current.shift) onRange(null);
    drag.current = null;
  };
  const nudge = (event: KeyboardEvent): void => {
    const step = ((bins.max - bins.min) / bins.count) * ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0);
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const now = range ?? { from: bins.min, to: bins.max };
    onRange(
      event.shiftKey
        ? { from: now.from, to: Math.max(now.from, now.to + step) }
        : { from: now.from + step, to: now.to + (range ? step : 0) },
    );
  };
  return (
    <div class="histogram" data-testid={testid}>
      <svg
        ref={box}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        height={height}
        tabIndex={0}
        role="slider"
        aria-label={`Range of ${name}; arrows move it, Shift and arrows its end`}
        aria-valuemin={bins.min}
        aria-valuemax={bins.max}
        aria-valuenow={range?.from ?? bins.min}
        aria-valuetext={range ? `${say(range.from)} to ${say(range.to)}` : 'all'}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onKeyDown={nudge}
      >
        {[...all].map((count, i) => (
          <>
            <rect
              class="all"
              x={(i * 100) / bins.count}
              width={Math.max(0.2, 100 / bins.count - 0.4)}
              y={height - tall(count)}
              height={tall(count)}
            />
            <rect
              class="part"
              x={(i * 100) / bins.count}
              width={Math.max(0.2, 100 / bins.count - 0.4)}
              y={height - tall(shown[i])}
              height={tall(shown[i])}
            />
          </>
        ))}
        {range ? (
          <rect class="brush" x={x(range.from)} width={Math.max(0.4, x(range.to) - x(range.from))} y={0} height={height} />
        ) : null}
      </svg>
      <div class="ends">
        <span>{say(range?.from ?? ends.from)}</span>
        <span>{say(range?.to ?? ends.to)}</span>
      </div>
    </div>
  );
}
