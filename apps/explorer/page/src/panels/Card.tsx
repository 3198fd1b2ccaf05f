import { Crosshair, X } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { Datum, Value } from '../data/answers';
import * as app from '../state/app';
import { cardColumns, datumOf } from '../state/card';
import type { Chart } from '../state/chart';
import { complain } from '../state/notices';
import { pin, unpin } from '../state/pin';
import { Dot, IconButton } from './parts';
import { cssOf } from '../colour/oklch';
import { distance, number, valueText } from './words';

const CLASS = { singleton: '', 'retention candidate': 'kept', 'deletion candidate': 'could be deleted' } as Record<
  string,
  string
>;

/** What is under the pointer. */
export function HoverCard() {
  const hover = app.hover.value,
    chart = app.chart.value;
  const [shown, show] = useState<{ datum: Datum; image: string | null } | null>(null);
  useEffect(() => {
    if (!hover || !chart) return show(null);
    let dropped = false;
    const timer = setTimeout(async () => {
      try {
        const pictures = chart.info.columns.find((column) => column.image);
        const [datum, image] = await Promise.all([
          datumOf(chart, hover.row),
          pictures || chart.info.pixels ? chart.source.image(hover.row, pictures?.name ?? null) : null,
        ]);
        if (!dropped) show({ datum, image });
      } catch (error) {
        if (!dropped) complain(error);
      }
    }, 60);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [hover?.row, chart]);
  if (!hover || !chart || !shown || shown.datum.row !== hover.row || app.pinned.value?.datum.row === hover.row) return null;
  const pane = document.querySelector(`[data-testid=map-${hover.pane}]`) as HTMLElement | null;
  const left = (pane?.offsetLeft ?? 0) + hover.x,
    right = left > (pane?.offsetParent?.clientWidth ?? innerWidth) - 340;
  const low = hover.y > (pane?.clientHeight ?? innerHeight) * 0.55;
  return (
    <div
      class={`card hover${right ? ' to-left' : ''}${low ? ' to-top' : ''}`}
      data-testid="hover-card"
      role="status"
      style={{ left: `${left}px`, top: `${hover.y}px` }}
    >
      <CardBody chart={chart} datum={shown.datum} image={shown.image} whole={false} />
    </div>
  );
}

/** A datum held open, with its neighbours. */
export function Card() {
  const pinned = app.pinned.value,
    chart = app.chart.value;
  if (!pinned || !chart) return null;
  const { datum, neighbours, image } = pinned;
  return (
    <aside class="card pinned" data-testid="card" aria-label={`Datum ${datum.id}`}>
      <div class="card-head">
        <span class="id cut" data-testid="card-id">
          {datum.id}
        </span>
        <IconButton
          icon={Crosshair}
          name="Fly there"
          onClick={() => app.stages.value.forEach((stage) => stage.flyToRow(datum.row))}
        />
        <IconButton icon={X} name="Close" testid="card-close" onClick={unpin} />
      </div>
      <div class="scroll">
        <CardBody chart={chart} datum={datum} image={image} whole />
        {neighbours.length > 0 ? (
          <>
            <h3>Nearest</h3>
            <ol class="neighbours" data-testid="neighbours">
              {neighbours.map((near) => (
                <li key={near.id}>
                  <button
                    type="button"
                    class="row-button"
                    disabled={near.row === null}
                    onClick={() => near.row !== null && void pin(near.row)}
                  >
                    {image !== null && near.row !== null ? <Thumbnail chart={chart} row={near.row} /> : null}
                    <span class="two-lines">{near.text ?? near.id}</span>
                    <span class="figure">{distance(near.distance)}</span>
                  </button>
                </li>
              ))}
            </ol>
          </>
        ) : null}
      </div>
    </aside>
  );
}

function Thumbnail({ chart, row }: { chart: Chart; row: number }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    chart.source
      .image(row, chart.info.columns.find((column) => column.image)?.name ?? null)
      .then(setAddress, () => setAddress(null));
  }, [chart, row]);
  return address ? <img class="thumbnail" src={address} alt="" loading="lazy" /> : null;
}

function CardBody({ chart, datum, image, whole }: { chart: Chart; datum: Datum; image: string | null; whole: boolean }) {
  const columns = cardColumns(chart).value,
    pictures = new Set(chart.info.columns.filter((c) => c.image).map((c) => c.name));
  const values = datum.values.filter(({ column }) => (whole || columns.has(column)) && !pictures.has(column));
  const main = chart.info.textColumn ?? values.find(({ type }) => type === 'text')?.column;
  const text = values.find(({ column }) => column === main);
  const rest = values.filter((value) => value !== text && value.value !== null);
  return (
    <>
      {image ? <img class={`picture${chart.info.pixels ? ' pixels' : ''}`} src={image} alt="" data-testid="card-image" /> : null}
      {text ? (
        <p class={whole ? 'text whole' : 'text'} data-testid="card-text">
          {valueText(text.value)}
        </p>
      ) : null}
      <TopicPath chart={chart} datum={datum} />
      {rest.length > 0 ? (
        <dl class="values">
          {rest.map(({ column, value }) => (
            <Entry name={column} value={value} />
          ))}
        </dl>
      ) : null}
      <Duplicate datum={datum} />
      {datum.tags.length > 0 ? (
        <p class="tag-chips">
          {datum.tags.map((tag) => (
            <span class="chip">{tag}</span>
          ))}
        </p>
      ) : null}
    </>
  );
}

function Entry({ name, value }: { name: string; value: Value }) {
  return (
    <>
      <dt class="cut">{name}</dt>
      <dd class="three-lines">{valueText(value)}</dd>
    </>
  );
}

function TopicPath({ chart, datum }: { chart: Chart; datum: Datum }) {
  if (datum.topics.length === 0) return null;
  const first = chart.colouring.value?.topics.get(datum.topics[0].id);
  return (
    <p class="path" data-testid="card-topics">
      {first ? <Dot colour={cssOf(first)} /> : null}
      {datum.topics.map((topic, i) => (
        <span>
          {i > 0 ? ' › ' : ''}
          {topic.label}
        </span>
      ))}
    </p>
  );
}

function Duplicate({ datum }: { datum: Datum }) {
  const found = datum.duplicate;
  if (!found || found.class === 'singleton') return null;
  const kept = found.class === 'retention candidate';
  return (
    <p class="duplicate" data-testid="card-duplicate">
      <span class={`chip ${kept ? 'kept' : 'deletable'}`}>{CLASS[found.class]}</span>
      {kept ? ` of ${found.size} alike` : ` like ${found.retained.id}, ${number(found.distance)} apart`}
    </p>
  );
}
