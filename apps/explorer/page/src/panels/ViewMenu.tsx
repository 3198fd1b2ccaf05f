import { useEffect, useRef } from 'preact/hooks';
import * as app from '../state/app';
import { cardColumns } from '../state/card';
import type { Chart } from '../state/chart';

export function ViewMenu({ chart, close }: { chart: Chart; close: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      const at = event.target as Element;
      if (!box.current?.contains(at) && !at.closest('[data-testid=toggle-view]')) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);
  const taste = app.taste.value;
  const chosen = cardColumns(chart);
  return (
    <div class="menu" ref={box} data-testid="view-menu" role="dialog" aria-label="How the map is drawn">
      <Slider
        name="Point size"
        value={taste.size}
        testid="point-size"
        onInput={(size) => (app.taste.value = { ...taste, size })}
      />
      <Slider
        name="Opacity"
        value={taste.opacity}
        testid="point-opacity"
        onInput={(opacity) => (app.taste.value = { ...taste, opacity })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={app.labels.value}
          data-testid="labels-on"
          onChange={(e) => (app.labels.value = e.currentTarget.checked)}
        />
        Names of topics
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={app.contours.value}
          data-testid="contours-on"
          onChange={(e) => (app.contours.value = e.currentTarget.checked)}
        />
        Lines of equal density
      </label>
      <h3>On cards</h3>
      <div class="scroll short">
        {chart.info.columns.map(({ name }) => (
          <label class="check">
            <input
              type="checkbox"
              checked={chosen.value.has(name)}
              onChange={(e) => {
                const next = new Set(chosen.value);
                if (e.currentTarget.checked) next.add(name);
                else next.delete(name);
                chosen.value = next;
              }}
            />
            <span class="cut">{name}</span>
          </label>
        ))}
      </div>
    </div>
  );
}

/** A factor around 1, on a scale where halving and doubling are as far away. */
function Slider({
  name,
  value,
  onInput,
  testid,
}: {
  name: string;
  value: number;
  onInput: (value: number) => void;
  testid: string;
}) {
  return (
    <label class="slider">
      <span>{name}</span>
      <input
        type="range"
        min={-2}
        max={2}
        step={0.1}
        value={Math.log2(value)}
        data-testid={testid}
        onInput={(e) => onInput(2 ** Number(e.currentTarget.value))}
      />
    </label>
  );
}
