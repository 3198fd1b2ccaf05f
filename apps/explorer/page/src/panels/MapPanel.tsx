import { Columns2, Play, RefreshCw, X } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { Changes, Generation, Job } from '../data/answers';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { follow } from '../state/jobs';
import { complain } from '../state/notices';
import { reopen } from '../state/open';
import { openBeside } from '../state/second';
import { walk } from '../state/walk';
import { Fold, IconButton } from './parts';
import { method, number, plural, valueText, whole } from './words';

/** What this map is, how it follows its data, how it was before, and other maps beside it. */
export function MapPanel({ chart }: { chart: Chart }) {
  return (
    <>
      <div class="panel-head">
        <h2>This map</h2>
      </div>
      <div class="scroll">
        <Facts chart={chart} />
        {chart.info.can.update ? <Update chart={chart} /> : null}
        <Beside chart={chart} />
        <Fold title="Earlier generations" testid="generations">
          {() => <Generations chart={chart} />}
        </Fold>
      </div>
    </>
  );
}

function Facts({ chart }: { chart: Chart }) {
  const { info } = chart;
  const facts: [string, string][] = [
    ['Points', whole(chart.live.value)],
    ['Projection', method(info.projectionKind)],
    ['Settings', info.projection.replace(/^\w+,?\s*/, '')],
    ['Distance', info.dimensions > 0 ? `${info.metric}, ${info.dimensions} dimensions` : info.metric],
    ['Generation', `${info.generation}, ${valueText(info.published)}`],
  ];
  if (info.quality)
    facts.push(
      ['Trustworthiness', number(Number(info.quality.trustworthiness.toFixed(3)))],
      ['Neighbours kept', number(Number(info.quality.kept.toFixed(3)))],
    );
  if (info.quality?.shortfall)
    facts.push(['Neighbours found', `${number(Number((100 * info.quality.found).toFixed(1)))} %, ${info.quality.shortfall}`]);
  if (info.coverage.length > 0) facts.push(['In a topic', info.coverage.map((c) => `${Math.round(100 * c)} %`).join(', ')]);
  return (
    <dl class="values pad">
      {facts.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}

function Update({ chart }: { chart: Chart }) {
  const { unmapped, live, n } = chart.info,
    running = app.job.value;
  const behind = unmapped > 0 || live < n || chart.live.value < n;
  const start = async (): Promise<void> => {
    try {
      const done = await follow(chart.source, await chart.source.update());
      if (done?.generation != null) await reopen();
    } catch (error) {
      complain(error);
    }
  };
  return (
    <section class="pad block">
      <p>
        {behind
          ? `${plural(unmapped, 'datum is', 'data are')} not on the map yet, ${plural(n - chart.live.value, 'is', 'are')} gone.`
          : 'The map is up to date with its data.'}
      </p>
      {running?.state === 'running' ? (
        <Progress job={running} chart={chart} />
      ) : (
        <button type="button" class={`button${behind ? ' primary' : ''}`} data-testid="update" onClick={() => void start()}>
          <RefreshCw size={14} aria-hidden="true" /> Update the map
        </button>
      )}
    </section>
  );
}

function Progress({ job, chart }: { job: Job; chart: Chart }) {
  const share = job.total > 0 ? Math.min(1, job.done / job.total) : 0;
  return (
    <div class="progress" data-testid="progress">
      <div class="progress-head">
        <span class="cut">{job.stage ?? 'starting'}</span>
        <span class="figure">{Math.round(job.seconds)} s</span>
        <IconButton
          icon={X}
          name="Cancel; the map stays as it is"
          testid="job-cancel"
          onClick={() => void chart.source.cancel(job.job).catch(complain)}
        />
      </div>
      <progress value={share} max={1} aria-label={job.stage ?? 'progress'} />
    </div>
  );
}

const METHODS = ['tsne', 'pca', 'umap'];

function Beside({ chart }: { chart: Chart }) {
  const maps = app.catalog.value?.datasets.find(({ name }) => name === chart.info.dataset)?.maps ?? [];
  const others = maps.filter(({ name }) => name !== chart.map);
  const beside = app.beside.value;
  const build = async (projection: string): Promise<void> => {
    try {
      const name = others.some((map) => map.name === projection) ? `${projection}-${others.length + 1}` : projection;
      const done = await follow(chart.source, await chart.source.build(name, projection));
      if (!done) return;
      app.catalog.value = await app.source.value!.catalog();
      await openBeside(chart, done.map ?? name);
    } catch (error) {
      complain(error);
    }
  };
  if (beside) {
    return (
      <section class="pad block">
        <p>
          Beside it: {beside.name}, by {method(beside.projection)}. What is selected on one is selected on the other.
        </p>
        <button type="button" class="button" data-testid="beside-close" onClick={() => (app.beside.value = null)}>
          <X size={14} aria-hidden="true" /> One map again
        </button>
      </section>
    );
  }
  if (others.length === 0 && !chart.info.can.update) return null;
  return (
    <Fold title="Two maps side by side" testid="side-by-side">
      {() => (
        <div class="pad">
          {others.map(({ name, projection }) => (
            <button
              type="button"
              class="row-button"
              data-testid="beside-open"
              onClick={() => void openBeside(chart, name).catch(complain)}
            >
              <Columns2 size={14} aria-hidden="true" />
              <span class="cut">
                {name} · {method(projection)}
              </span>
            </button>
          ))}
          {chart.info.can.update && app.job.value?.state !== 'running' ? (
            <>
              <p class="soft">Compare with a second method:</p>
              <p class="acts">
                {METHODS.filter((kind) => kind !== chart.info.projectionKind).map((kind) => (
                  <button type="button" class="button" data-testid={`build-${kind}`} onClick={() => void build(kind)}>
                    {method(kind)}
                  </button>
                ))}
              </p>
            </>
          ) : null}
        </div>
      )}
    </Fold>
  );
}

function Generations({ chart }: { chart: Chart }) {
  const [list, setList] = useState<Generation[] | null>(null);
  const [changes, setChanges] = useState<{ of: number; what: Changes } | null>(null);
  useEffect(() => {
    chart.source.generations().then(setList, complain);
  }, [chart]);
  const earlier = (list ?? []).filter(({ number }) => number !== chart.info.generation).reverse();
  if (list && earlier.length === 0) return <p class="soft pad">This is the first one.</p>;
  const show = async (generation: number): Promise<void> => {
    try {
      const [, what] = await Promise.all([walk(chart, generation), chart.source.changes(generation)]);
      setChanges({ of: generation, what });
    } catch (error) {
      complain(error);
    }
  };
  return (
    <div class="pad">
      {earlier.map((generation) => (
        <button type="button" class="row-button" data-testid="generation" onClick={() => void show(generation.number)}>
          <Play size={13} aria-hidden="true" />
          <span class="cut">
            {generation.number} · {valueText(generation.published)}
          </span>
          <span class="figure">{whole(generation.data)}</span>
        </button>
      ))}
      {changes ? (
        <WhatChanged what={changes.what} of={changes.of} />
      ) : earlier.length > 0 ? (
        <p class="soft">Play one: the points walk from where they were then.</p>
      ) : null}
    </div>
  );
}

function WhatChanged({ what, of }: { what: Changes; of: number }) {
  const grew = [...what.kept]
    .sort((a, b) => Math.abs(b.growth) - Math.abs(a.growth))
    .slice(0, 8)
    .filter(({ growth }) => growth !== 0);
  return (
    <div data-testid="changes">
      <p class="soft">
        Since {of}: {plural(what.kept.length, 'topic')} kept, {whole(what.appeared.length)} new, {whole(what.retired.length)}{' '}
        gone.
      </p>
      <ul class="plain">
        {what.appeared.slice(0, 8).map((topic) => (
          <li>
            <span class="chip kept">new</span> {topic.label}
          </li>
        ))}
        {what.retired.slice(0, 8).map((topic) => (
          <li>
            <span class="chip">gone</span> {topic.label}
          </li>
        ))}
        {grew.map((topic) => (
          <li>
            <span class="figure">
              {topic.growth > 0 ? '+' : ''}
              {whole(topic.growth)}
            </span>{' '}
            {topic.label}
          </li>
        ))}
      </ul>
    </div>
  );
}
