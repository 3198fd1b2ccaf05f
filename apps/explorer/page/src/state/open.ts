import { batch, effect, untracked } from '@preact/signals';
import type { Source } from '../data/source';
import { decodeView, encodeView, type View } from '../share/address';
import * as app from './app';
import { openBeside } from './second';
import { Chart } from './chart';
import { complain, stale } from './notices';
import { theme } from './theme';

/** Opens the map that the address names, or the first, as the address says to see it. */
export async function openPage(source: Source): Promise<void> {
  app.source.value = source;
  const catalog = await source.catalog();
  app.catalog.value = catalog;
  const view = decodeView(location.hash);
  const known = catalog.datasets.some(({ name, maps }) => name === view.dataset && maps.some((map) => map.name === view.map));
  const dataset = known ? view.dataset! : catalog.start?.dataset,
    map = known ? view.map! : catalog.start?.map;
  if (dataset === undefined || map === undefined) {
    app.trouble.value = 'There is no map in this database yet; make one with: portolan map DB DATASET';
    return;
  }
  await openMap(dataset, map, view);
}

export async function openMap(dataset: string, map: string, view: View | null = null): Promise<void> {
  app.loading.value = `Loading map '${map}' of ${dataset}`;
  batch(() => {
    app.chart.value = null;
    app.beside.value = null;
    app.pinned.value = app.found.value = app.place.value = app.hover.value = null;
  });
  const chart = await Chart.open(app.source.value!.map(dataset, map));
  document.title = `${dataset} · Portolan`;
  if (view?.colour) await chart.setColour(view.colour);
  app.chart.value = chart;
  void chart.takeCounts().catch(complain);
  void chart.source.tags().then((tags) => chart.takeTags(tags), complain);
  if (view?.second) await openBeside(chart, view.second).catch(complain);
  for (const condition of view?.conditions ?? []) await chart.setCondition(condition);
  app.contours.value = view?.contours ?? false;
  if (view?.at) {
    const { x, y, zoom } = view.at;
    const stop = effect(() => {
      const stage = app.stages.value[0];
      if (!stage || stage.viewSize().width <= 1) return;
      stage.move({ x, y, scale: zoom * stage.home().scale });
      queueMicrotask(() => stop());
    });
  }
}

let reopening = false;

/** Loads the map of the page anew, as it is seen now: after an update, or where the server has another generation. */
export async function reopen(): Promise<void> {
  const chart = app.chart.peek();
  if (!chart || reopening) return;
  reopening = true;
  try {
    await openMap(chart.info.dataset, chart.map, decodeView(location.hash));
  } finally {
    reopening = false;
  }
}

/** Another generation than the page's is loaded as soon as the server speaks of it. */
export function followGenerations(): void {
  effect(() => {
    if (stale.value > 0) untracked(() => void reopen().catch(complain));
  });
}

/** Keeps the address as the view is. */
export function keepAddress(): void {
  let timer = 0;
  effect(() => {
    const chart = app.chart.value,
      stage = app.stages.value[0];
    if (!chart || !stage) return;
    const camera = stage.camera.value,
      home = stage.home();
    const view: View = {
      dataset: chart.info.dataset,
      map: chart.map,
      at:
        camera.scale === home.scale && camera.x === home.x ? null : { x: camera.x, y: camera.y, zoom: camera.scale / home.scale },
      colour: chart.colourBy.value,
      conditions: chart.conditions.value,
      second: app.beside.value?.name ?? null,
      contours: app.contours.value,
    };
    clearTimeout(timer);
    timer = window.setTimeout(() => history.replaceState(null, '', `#${encodeView(view)}`), 250);
  });
}

/** A link that someone else pasted here takes effect without loading the page anew. */
export function followAddress(): void {
  addEventListener('hashchange', () => {
    const view = decodeView(location.hash),
      chart = app.chart.value;
    if (!chart) return;
    if (view.dataset !== chart.info.dataset || view.map !== chart.map) {
      if (view.dataset && view.map) void openMap(view.dataset, view.map, view).catch(complain);
      return;
    }
    chart.clearAll();
    for (const condition of view.conditions) void chart.setCondition(condition);
    void chart.setColour(view.colour ?? { by: 'topic' });
    const stage = app.stages.value[0];
    if (stage) stage.flyTo(view.at ? { x: view.at.x, y: view.at.y, scale: view.at.zoom * stage.home().scale } : stage.home());
  });
  let look = theme.value;
  effect(() => {
    if (theme.value !== look) {
      look = theme.value;
      void app.chart.peek()?.recolour();
    }
  });
}
