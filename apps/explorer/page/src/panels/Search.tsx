import { Filter as FilterIcon, MapPin, Search as Glass, X } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import type { Hit, SearchKind } from '../data/answers';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { complain } from '../state/notices';
import { pin } from '../state/pin';
import { IconButton, Marked } from './parts';
import { number, plural } from './words';

type Asked = 'words' | 'meaning' | 'both' | 'place';

const kind = signal<Asked>('words');
const busy = signal(false);

/** Words, meaning, or where a text would fall: one box for all of them. */
export function Search({ chart }: { chart: Chart }) {
  const input = useRef<HTMLInputElement>(null);
  const { can } = chart.info;
  const kinds: [Asked, string, boolean][] = [
    ['words', 'Words', can.words], ['meaning', 'Meaning', can.meaning], ['both', 'Both', can.words && can.meaning], ['place', 'Where would it fall?', can.place],
  ];
  const offered = kinds.filter(([, , able]) => able);
  if (offered.length === 0) return <span />;
  if (!offered.some(([name]) => name === kind.value)) kind.value = offered[0][0];
  const open = app.found.value !== null || app.place.value !== null;
  return (
    <form
      class="search" role="search"
      onSubmit={(event) => {
        event.preventDefault();
        void ask(chart, input.current!.value.trim());
      }}
    >
      <Glass size={16} aria-hidden="true" />
      <input ref={input} type="search" placeholder="Search the map" aria-label="Search" data-testid="search" autocomplete="off" spellcheck={false} />
      {busy.value ? <span class="spinner small" aria-label="Searching" /> : <kbd aria-hidden="true">/</kbd>}
      {offered.length > 1 ? (
        <select aria-label="Search by" data-testid="search-kind" value={kind.value} onChange={(e) => (kind.value = e.currentTarget.value as Asked)}>
          {offered.map(([name, label]) => <option value={name}>{label}</option>)}
        </select>
      ) : null}
      {open ? <Results chart={chart} clear={() => { input.current!.value = ''; forget(); }} /> : null}
    </form>
  );
}

function forget(): void {
  app.found.value = app.place.value = null;
}

async function ask(chart: Chart, text: string): Promise<void> {
  forget();
  if (text === '') return;
  busy.value = true;
  try {
    if (kind.value === 'place') {
      const place = await chart.source.place(text);
      app.place.value = { text, place };
      const stage = app.stages.value[0];
      stage?.flyTo({ x: place.x, y: place.y, scale: stage.home().scale * 5 });
      return;
    }
    const filter = chart.conditions.value.length > 0 ? chart.currentFilter() : undefined;
    const hits = await chart.source.search({ kind: kind.value as SearchKind, text, k: 200, filter });
    app.found.value = { text, kind: kind.value as 'words', hits };
    const rows = hits.map((hit) => hit.row).filter((row): row is number => row !== null);
    if (rows.length > 0) for (const stage of app.stages.value) stage.flyToRows(rows.slice(0, 50));
  } catch (error) {
    complain(error);
  } finally {
    busy.value = false;
  }
}

function Results({ chart, clear }: { chart: Chart; clear: () => void }) {
  const found = app.found.value, place = app.place.value;
  return (
    <div class="results" data-testid="results">
      <div class="results-head">
        <span data-testid="hit-count">{found ? plural(found.hits.length, 'hit') : 'Where it would fall'}</span>
        {found?.kind === 'words' && found.hits.length > 0 ? (
          <button type="button" class="chip act" data-testid="hits-filter" onClick={() => void chart.setCondition({ kind: 'words', text: found.text })}>
            <FilterIcon size={12} aria-hidden="true" /> Show only these
          </button>
        ) : null}
        <IconButton icon={X} name="Close the results" testid="results-close" onClick={clear} />
      </div>
      {found ? <ol class="scroll hits">{found.hits.map((hit) => <HitLine key={hit.id} hit={hit} />)}</ol> : null}
      {found && found.hits.length === 0 ? <p class="soft pad">Nothing on this map has that.</p> : null}
      {place ? (
        <div class="pad" data-testid="place">
          <p><MapPin size={14} aria-hidden="true" /> {place.place.topics.map((t) => t.topics[0]?.label).filter(Boolean).join(' › ') || 'in no topic'}</p>
          <p class="soft">confidence {number(Math.round(place.place.confidence * 100))} %; nearest is {place.place.nearest.id}, {place.place.nearest.distance.toFixed(3)} away</p>
          {place.place.nearest.row !== null ? <button type="button" class="button" onClick={() => void pin(place.place.nearest.row!)}>Show the nearest</button> : null}
        </div>
      ) : null}
    </div>
  );
}

function HitLine({ hit }: { hit: Hit }) {
  const passage = hit.passages?.[0];
  return (
    <li>
      <button
        type="button" class="row-button" data-testid="hit" disabled={hit.row === null} title={hit.row === null ? 'not on this map yet' : undefined}
        onClick={() => {
          void pin(hit.row!);
          for (const stage of app.stages.value) stage.flyToRow(hit.row!);
        }}
        onMouseEnter={() => (app.hover.value = null)}
      >
        <span class="two-lines">{passage ? <Marked text={passage.text} marks={passage.marks} /> : hit.text ?? hit.id}</span>
        <span class="figure">{hit.distance !== null ? hit.distance.toFixed(3) : hit.score !== null ? hit.score.toFixed(1) : ''}</span>
      </button>
    </li>
  );
}
