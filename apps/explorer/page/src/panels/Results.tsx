import { Filter as FilterIcon, MapPin, X } from 'lucide-preact';
import type { Hit } from '../data/answers';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { pin } from '../state/pin';
import { IconButton, Marked } from './parts';
import { distance, number, plural } from './words';

/** What the search found, beside the map where it is marked. */
export function Results({ chart }: { chart: Chart }) {
  const found = app.found.value,
    place = app.place.value;
  if (!found && !place) return null;
  const clear = (): void => void (app.found.value = app.place.value = null);
  return (
    <div class="results" data-testid="results">
      <div class="results-head">
        <span data-testid="hit-count">{found ? plural(found.hits.length, 'hit') : 'Where it would fall'}</span>
        {found?.kind === 'words' && found.hits.length > 0 ? (
          <button
            type="button"
            class="chip act"
            data-testid="hits-filter"
            onClick={() => void chart.setCondition({ kind: 'words', text: found.text })}
          >
            <FilterIcon size={12} aria-hidden="true" /> Show only these
          </button>
        ) : null}
        <IconButton icon={X} name="Close the results" testid="results-close" onClick={clear} />
      </div>
      {found ? (
        <ol class="scroll hits">
          {found.hits.map((hit) => (
            <HitLine key={hit.id} hit={hit} />
          ))}
        </ol>
      ) : null}
      {found && found.hits.length === 0 ? <p class="soft pad">Nothing on this map has that.</p> : null}
      {place ? (
        <div class="pad" data-testid="place">
          <p>
            <MapPin size={14} aria-hidden="true" />{' '}
            {place.place.topics
              .map((t) => t.topics[0]?.label)
              .filter(Boolean)
              .join(' › ') || 'in no topic'}
          </p>
          <p class="soft">
            confidence {number(Math.round(place.place.confidence * 100))} %; nearest is {place.place.nearest.id},{' '}
            {distance(place.place.nearest.distance)} away
          </p>
          {place.place.nearest.row !== null ? (
            <button type="button" class="button" onClick={() => void pin(place.place.nearest.row!)}>
              Show the nearest
            </button>
          ) : null}
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
        type="button"
        class="row-button"
        data-testid="hit"
        disabled={hit.row === null}
        title={hit.row === null ? 'not on this map yet' : undefined}
        onClick={() => {
          void pin(hit.row!);
          for (const stage of app.stages.value) stage.flyToRow(hit.row!);
        }}
        onMouseEnter={() => (app.hover.value = null)}
      >
        <span class="two-lines">{passage ? <Marked text={passage.text} marks={passage.marks} /> : (hit.text ?? hit.id)}</span>
        <span class="figure">
          {hit.distance !== null ? distance(hit.distance) : hit.score !== null ? hit.score.toFixed(1) : ''}
        </span>
      </button>
    </li>
  );
}
