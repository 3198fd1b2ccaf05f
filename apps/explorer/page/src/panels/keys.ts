import { panned } from '../map/camera';
import * as app from '../state/app';
import { unpin } from '../state/pin';
import { zoomBy } from './MapPane';

const STEP = 90;

/** Arrows move, + and − zoom, 0 shows all, / searches, V L R choose a tool, Esc steps back. */
export function keys(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target as HTMLElement;
    const typing = at.matches('input, select, textarea, [contenteditable]');
    if (event.key === 'Escape') return escape(at);
    if (typing) return;
    if (at.matches('[role=application]') || at === document.body) move(event);
    switch (event.key) {
      case '/':
        event.preventDefault();
        document.querySelector<HTMLInputElement>('[data-testid=search]')?.focus();
        break;
      case '?':
        app.helpOpen.value = true;
        break;
      case 'v':
        app.tool.value = 'move';
        break;
      case 'l':
        app.tool.value = 'lasso';
        break;
      case 'r':
        app.tool.value = 'rectangle';
        break;
    }
  });
}

function move(event: KeyboardEvent): void {
  const [dx, dy] = (
    { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] } as Record<
      string,
      [number, number]
    >
  )[event.key] ?? [0, 0];
  for (const stage of app.stages.value) {
    if (dx !== 0 || dy !== 0) {
      event.preventDefault();
      stage.halt();
      stage.move(panned(stage.camera.value, dx, dy));
    } else if (event.key === '+' || event.key === '=') zoomBy(stage, 1.5);
    else if (event.key === '-' || event.key === '_') zoomBy(stage, 1 / 1.5);
    else if (event.key === '0') stage.flyTo(stage.home());
  }
}

/** The nearest thing that is open closes: help, card, hits, tool, selection. */
function escape(at: HTMLElement): void {
  if (app.helpOpen.value) app.helpOpen.value = false;
  else if (at.matches('input, textarea')) at.blur();
  else if (app.pinned.value) unpin();
  else if (app.place.value || app.found.value) app.place.value = app.found.value = null;
  else if (app.tool.value !== 'move') app.tool.value = 'move';
  else app.chart.value?.clearCondition('region');
}
