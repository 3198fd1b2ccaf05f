import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { simplified } from '../filter/region';
import { toMap, zoomed } from '../map/camera';
import { gestures } from '../map/gestures';
import { Stage, type Places } from '../map/stage';
import * as app from '../state/app';
import { pin, unpin } from '../state/pin';
import type { Chart } from '../state/chart';
import { say } from '../state/notices';

/** One map: three layers (points, marks, names), and what pointers and keys do to it. */
export function MapPane({ chart, places, pane, title }: { chart: Chart; places: Places; pane: number; title: string }) {
  const box = useRef<HTMLDivElement>(null);
  const points = useRef<HTMLCanvasElement>(null);
  const marks = useRef<HTMLCanvasElement>(null);
  const labels = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = box.current!;
    let stage: Stage;
    try {
      stage = new Stage(chart, places, { points: points.current!, marks: marks.current!, labels: labels.current! });
    } catch (error) {
      app.trouble.value = error instanceof Error ? error.message : String(error);
      return;
    }
    const list = [...app.stages.value];
    list[pane] = stage;
    app.stages.value = list;
    const fit = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) stage.resize({ width, height }, Math.min(devicePixelRatio, 2));
    };
    const watcher = new ResizeObserver(fit);
    watcher.observe(element);
    fit();
    const watch = effect(() => {
      if (stage.lost.value) say('The browser took the graphics away from this page; load it again to see the map.', 'trouble');
    });
    const stop = gestures(element, actions(stage, pane));
    return () => {
      stop();
      watch();
      watcher.disconnect();
      stage.dispose();
      app.stages.value = app.stages.value.filter((other) => other !== stage);
    };
  }, [chart, places]);

  return (
    <div
      ref={box}
      class="pane"
      data-testid={`map-${pane}`}
      data-tool={app.tool.value}
      tabIndex={0}
      role="application"
      aria-label={`${title}: arrows move, plus and minus zoom, 0 shows all`}
    >
      <canvas ref={points} class="points" data-testid={pane === 0 ? 'points' : `points-${pane}`} aria-hidden="true" />
      <canvas ref={marks} class="marks" aria-hidden="true" />
      <div ref={labels} class="labels" aria-hidden="true" data-testid={`labels-${pane}`} />
      {pane > 0 || app.beside.value ? <div class="pane-title">{title}</div> : null}
    </div>
  );
}

function actions(stage: Stage, pane: number): Parameters<typeof gestures>[1] {
  let corners: [number, number][] = [];
  let from: [number, number] = [0, 0];
  const clear = (): void => {
    corners = [];
    stage.marks.outline = [];
    stage.drawMarks();
  };
  const size = () => stage.viewSize();
  return {
    size,
    camera: () => stage.camera.value,
    home: stage.home,
    move: (camera) => {
      stage.halt();
      app.hover.value = null;
      stage.move(camera);
    },
    drawing: (event) => app.tool.value !== 'move' || event.shiftKey,
    shape: (kind, px, py, event) => {
      const at = toMap(stage.camera.value, size(), px, py);
      const rectangle = app.tool.value === 'rectangle';
      if (kind === 'drop') return clear();
      if (kind === 'begin') [from, corners] = [at, [at]];
      else if (rectangle) corners = [from, [at[0], from[1]], at, [from[0], at[1]]];
      else if (kind === 'go') corners.push(at);
      stage.marks.outline = corners;
      stage.drawMarks();
      if (kind === 'end') {
        const outline = rectangle ? corners : simplified(corners, 1.5 / stage.camera.value.scale);
        clear();
        if (outline.length >= 3)
          void select(
            stage,
            outline.map(([x, y]) => [rounded(x), rounded(y)]),
            event,
          );
        else if (corners.length < 3) pick(stage, px, py);
      }
    },
    click: (px, py) => pick(stage, px, py),
    hover: (px, py) => {
      const row = stage.rowAt(px, py);
      app.hover.value = row < 0 ? null : { row, x: px, y: py, pane };
    },
    leave: () => {
      app.hover.value = null;
    },
  };
}

/** Few digits keep addresses and rules short. */
const rounded = (v: number): number => Number(v.toFixed(4));

function pick(stage: Stage, px: number, py: number): void {
  const row = stage.rowAt(px, py, 12);
  if (row < 0) unpin();
  else void pin(row);
}

/** Shift adds to the selection, Alt removes from it; without either, as the tool says. A shape on the second map counts by its rows. */
async function select(stage: Stage, corners: [number, number][], event: PointerEvent): Promise<void> {
  const { chart } = stage;
  const before = chart.condition('region');
  const shapes = before?.kind === 'region' ? before.shapes : [];
  const mode = event.altKey ? 'remove' : event.shiftKey && app.tool.value !== 'move' ? 'add' : app.mode.value;
  const shape = { mode, corners, ...(stage.places.rowOf ? { map: app.beside.value!.name } : {}) };
  await chart.setCondition({
    kind: 'region',
    shapes: mode === 'replace' || shapes.length === 0 ? [{ ...shape, mode: 'replace' }] : [...shapes, shape],
  });
}

/** Zooms about the middle. */
export function zoomBy(stage: Stage, factor: number): void {
  const { width, height } = stage.viewSize();
  stage.flyTo(zoomed(stage.camera.value, stage.viewSize(), factor, width / 2, height / 2, stage.home()));
}
