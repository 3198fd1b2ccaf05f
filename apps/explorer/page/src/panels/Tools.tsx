import {
  Eraser,
  Hand,
  Lasso,
  Minus,
  Plus,
  Scan,
  SquareDashed,
  SquaresIntersect,
  SquaresSubtract,
  SquaresUnite,
  Square,
} from 'lucide-preact';
import type { Mode } from '../filter/region';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { zoomBy } from './MapPane';
import { IconButton } from './parts';

const MODES: { mode: Mode; name: string; icon: typeof Square }[] = [
  { mode: 'replace', name: 'A new selection', icon: Square },
  { mode: 'add', name: 'Add to the selection (Shift)', icon: SquaresUnite },
  { mode: 'remove', name: 'Remove from the selection (Alt)', icon: SquaresSubtract },
  { mode: 'intersect', name: 'Keep what is in both', icon: SquaresIntersect },
];

/** What a drag does: move the map, or draw an outline and select with it. */
export function Tools({ chart }: { chart: Chart }) {
  const drawing = app.tool.value !== 'move';
  const selected = chart.conditions.value.some((condition) => condition.kind === 'region');
  return (
    <div class="left">
      <div class="tools" role="toolbar" aria-label="Select" aria-orientation="vertical">
        <IconButton
          icon={Hand}
          name="Move the map (V)"
          on={app.tool.value === 'move'}
          testid="tool-move"
          onClick={() => (app.tool.value = 'move')}
        />
        <IconButton
          icon={Lasso}
          name="Lasso (L)"
          on={app.tool.value === 'lasso'}
          testid="tool-lasso"
          onClick={() => (app.tool.value = 'lasso')}
        />
        <IconButton
          icon={SquareDashed}
          name="Rectangle (R)"
          on={app.tool.value === 'rectangle'}
          testid="tool-rectangle"
          onClick={() => (app.tool.value = 'rectangle')}
        />
        {drawing ? (
          <>
            <hr />
            {MODES.map(({ mode, name, icon }) => (
              <IconButton
                icon={icon}
                name={name}
                on={app.mode.value === mode}
                testid={`mode-${mode}`}
                onClick={() => (app.mode.value = mode)}
              />
            ))}
            <IconButton
              icon={Eraser}
              name="Drop the selection"
              testid="selection-clear"
              disabled={!selected}
              onClick={() => chart.clearCondition('region')}
            />
          </>
        ) : null}
      </div>
      <div class="tools zoom" role="toolbar" aria-label="Zoom" aria-orientation="vertical">
        <IconButton
          icon={Plus}
          name="Nearer (+)"
          testid="zoom-in"
          onClick={() => app.stages.value.forEach((stage) => zoomBy(stage, 1.8))}
        />
        <IconButton
          icon={Minus}
          name="Farther (−)"
          testid="zoom-out"
          onClick={() => app.stages.value.forEach((stage) => zoomBy(stage, 1 / 1.8))}
        />
        <IconButton
          icon={Scan}
          name="The whole map (0)"
          testid="zoom-home"
          onClick={() => app.stages.value.forEach((stage) => stage.flyTo(stage.home()))}
        />
      </div>
    </div>
  );
}
