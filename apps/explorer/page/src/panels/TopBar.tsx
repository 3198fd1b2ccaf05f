import { Camera, CircleHelp, Link, Moon, SlidersHorizontal, Sun, Table2, Timer } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { download } from '../share/download';
import { pngOf } from '../share/png';
import * as app from '../state/app';
import { complain, say } from '../state/notices';
import { openMap } from '../state/open';
import { chooseTheme, theme } from '../state/theme';
import { IconButton } from './parts';
import { Search } from './Search';
import { ViewMenu } from './ViewMenu';

export function TopBar() {
  const chart = app.chart.value,
    dark = theme.value === 'dark';
  const [viewing, view] = useState(false);
  const hasTime = chart?.info.columns.some((column) => column.type === 'timestamp' && column.min !== undefined);
  return (
    <header class="top">
      <div class="brand">
        <Rose />
        <h1 class="brand-name">Portolan</h1>
        <MapChoice />
      </div>
      {chart ? <Search chart={chart} /> : <span />}
      {chart ? (
        <nav class="actions" aria-label="View">
          {hasTime ? (
            <IconButton
              icon={Timer}
              name="Time"
              on={app.timeOpen.value}
              testid="toggle-time"
              onClick={() => (app.timeOpen.value = !app.timeOpen.value)}
            />
          ) : null}
          <IconButton
            icon={Table2}
            name="Table of what is shown"
            on={app.tableOpen.value}
            testid="toggle-table"
            onClick={() => (app.tableOpen.value = !app.tableOpen.value)}
          />
          <IconButton
            icon={SlidersHorizontal}
            name="How the map is drawn"
            on={viewing}
            testid="toggle-view"
            onClick={() => view(!viewing)}
          />
          <span class="gap" />
          <IconButton icon={Link} name="Copy the address of this view" testid="copy-link" onClick={() => void copyAddress()} />
          <IconButton icon={Camera} name="Save this view as a picture" testid="save-png" onClick={() => void savePicture()} />
          <IconButton
            icon={dark ? Sun : Moon}
            name={dark ? 'Light' : 'Dark'}
            testid="toggle-theme"
            onClick={() => chooseTheme(dark ? 'light' : 'dark')}
          />
          <IconButton icon={CircleHelp} name="Keys and hints" testid="toggle-help" onClick={() => (app.helpOpen.value = true)} />
          {viewing ? <ViewMenu chart={chart} close={() => view(false)} /> : null}
        </nav>
      ) : null}
    </header>
  );
}

/** A wind rose, as drawn on the charts that gave the name. */
function Rose() {
  return (
    <svg class="rose" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <circle cx="16" cy="16" r="14.5" fill="none" stroke="currentColor" stroke-width="1.2" />
      <path d="M16 2l2.6 11.4L30 16l-11.4 2.6L16 30l-2.6-11.4L2 16l11.4-2.6z" fill="currentColor" />
    </svg>
  );
}

function MapChoice() {
  const catalog = app.catalog.value,
    chart = app.chart.value;
  if (!catalog || !chart) return null;
  const maps = catalog.datasets.flatMap(({ name, maps }) => maps.map((map) => ({ dataset: name, map: map.name })));
  const label = (dataset: string, map: string): string => (map === 'default' ? dataset : `${dataset} · ${map}`);
  if (maps.length === 1)
    return (
      <span class="map-name cut" data-testid="map-name">
        {label(chart.info.dataset, chart.map)}
      </span>
    );
  return (
    <select
      class="map-name"
      aria-label="Map"
      data-testid="map-choice"
      value={`${chart.info.dataset}/${chart.map}`}
      onChange={(event) => {
        const [dataset, map] = event.currentTarget.value.split('/');
        void openMap(dataset, map).catch(complain);
      }}
    >
      {maps.map(({ dataset, map }) => (
        <option value={`${dataset}/${map}`}>{label(dataset, map)}</option>
      ))}
    </select>
  );
}

async function copyAddress(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    say('The address of this view is copied.');
  } catch {
    say('The browser did not let the page copy; the address bar has the view.', 'trouble');
  }
}

async function savePicture(): Promise<void> {
  const stage = app.stages.value[0],
    chart = app.chart.value;
  if (!stage || !chart) return;
  try {
    download(await pngOf(stage), `${chart.info.dataset}-${chart.map}.png`);
  } catch (error) {
    complain(error);
  }
}
