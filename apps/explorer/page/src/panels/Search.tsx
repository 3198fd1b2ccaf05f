import { Search as Glass } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import type { SearchKind } from '../data/answers';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { complain } from '../state/notices';

type Asked = 'words' | 'meaning' | 'both' | 'place';

const kind = signal<Asked>('words');
const busy = signal(false);

/** Words, meaning, or where a text would fall: one box for all of them. */
export function Search({ chart }: { chart: Chart }) {
  const input = useRef<HTMLInputElement>(null);
  const { can } = chart.info;
  const kinds: [Asked, string, boolean][] = [
    ['words', 'Words', can.words],
    ['meaning', 'Meaning', can.meaning],
    ['both', 'Both', can.words && can.meaning],
    ['place', 'Where would it fall?', can.place],
  ];
  const offered = kinds.filter(([, , able]) => able);
  if (offered.length === 0) return <span />;
  if (!offered.some(([name]) => name === kind.value)) kind.value = offered[0][0];
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        void ask(chart, input.current!.value.trim());
      }}
    >
      <Glass size={16} aria-hidden="true" />
      <input
        ref={input}
        type="search"
        placeholder="Search the map"
        aria-label="Search"
        data-testid="search"
        autocomplete="off"
        spellcheck={false}
      />
      {busy.value ? <span class="spinner small" aria-label="Searching" /> : <kbd aria-hidden="true">/</kbd>}
      {offered.length > 1 ? (
        <select
          aria-label="Search by"
          data-testid="search-kind"
          value={kind.value}
          onChange={(e) => (kind.value = e.currentTarget.value as Asked)}
        >
          {offered.map(([name, label]) => (
            <option value={name}>{label}</option>
          ))}
        </select>
      ) : null}
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
    if (rows.length > 0) requestAnimationFrame(() => app.stages.value.forEach((stage) => stage.flyToRows(rows.slice(0, 50))));
  } catch (error) {
    complain(error);
  } finally {
    busy.value = false;
  }
}
