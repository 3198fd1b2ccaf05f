import { effect } from '@preact/signals';
import * as app from './app';

/** Keeps the rings, lines and crosses over every map as the page's state says. */
export function keepMarks(): void {
  effect(() => {
    const { hover, pinned, found, place, stages } = app;
    for (const stage of stages.value) {
      const at = (row: number | null): [number, number] | null => (row === null ? null : stage.placeOf(row));
      const all = (rows: (number | null)[]): [number, number][] => rows.map(at).filter((p): p is [number, number] => p !== null);
      stage.marks.hover = hover.value ? at(hover.value.row) : null;
      stage.marks.pinned = pinned.value ? at(pinned.value.datum.row) : null;
      stage.marks.neighbours = pinned.value ? all(pinned.value.neighbours.map((n) => n.row)) : [];
      stage.marks.hits = found.value ? all(found.value.hits.map((hit) => hit.row)) : [];
      stage.marks.place = place.value && !stage.places.rowOf ? [place.value.place.x, place.value.place.y] : null;
      stage.drawMarks();
    }
  });
  effect(() => {
    for (const stage of app.stages.value) void stage.camera.value;
    app.hover.value = null;
  });
  effect(() => {
    const on = app.labels.value;
    for (const stage of app.stages.value) stage.showLabels(on);
  });
  effect(() => {
    const on = app.contours.value;
    for (const stage of app.stages.value) stage.showContours(on);
  });
  effect(() => {
    const taste = app.taste.value;
    for (const stage of app.stages.value) stage.look(taste);
  });
}
