import * as app from '../state/app';
import { Card, HoverCard } from './Card';
import { Confirm } from './Confirm';
import { Help } from './Help';
import { Legend } from './Legend';
import { MapPane } from './MapPane';
import { Notices } from './Notices';
import { Results } from './Results';
import { SidePanel } from './SidePanel';
import { Status } from './Status';
import { Table } from './Table';
import { TimeBar } from './TimeBar';
import { Tools } from './Tools';
import { TopBar } from './TopBar';
import { method } from './words';
import { useMemo } from 'preact/hooks';

export function App() {
  const chart = app.chart.value;
  return (
    <div class="page" data-testid="page" data-ready={chart ? 'true' : 'false'}>
      <TopBar />
      <div class="work">
        {chart ? <SidePanel chart={chart} /> : null}
        <main class="stage" aria-label="Map">
          {app.trouble.value ? <Trouble text={app.trouble.value} /> : chart ? <Maps /> : <Loading />}
        </main>
      </div>
      <Notices />
      <Confirm />
      {app.helpOpen.value ? <Help /> : null}
    </div>
  );
}

function Maps() {
  const chart = app.chart.value!,
    beside = app.beside.value;
  const first = useMemo(() => ({ x: chart.x, y: chart.y, bounds: chart.info.bounds, rowOf: null, rowHere: null }), [chart]);
  return (
    <>
      <div class="maps">
        <MapPane chart={chart} places={first} pane={0} title={`${chart.map} · ${method(chart.info.projectionKind)}`} />
        {beside ? (
          <MapPane chart={chart} places={beside} pane={1} title={`${beside.name} · ${method(beside.projection)}`} />
        ) : null}
        <Tools chart={chart} />
        <div class="right">
          <Legend chart={chart} />
          <Card />
        </div>
        <Results chart={chart} />
        <Status chart={chart} />
        <HoverCard />
      </div>
      {app.timeOpen.value ? <TimeBar chart={chart} /> : null}
      {app.tableOpen.value ? <Table chart={chart} /> : null}
    </>
  );
}

function Loading() {
  return (
    <div class="empty" role="status">
      <div class="spinner" aria-hidden="true" />
      <p>{app.loading.value}</p>
    </div>
  );
}

function Trouble({ text }: { text: string }) {
  return (
    <div class="empty" role="alert" data-testid="trouble">
      <h1>The map cannot be shown</h1>
      <p>{text}</p>
    </div>
  );
}
