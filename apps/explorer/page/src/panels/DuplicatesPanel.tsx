import { Trash2 } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Clusters, CutoffCount } from '../data/answers';
import * as app from '../state/app';
import { forgetData } from '../state/card';
import type { Chart } from '../state/chart';
import { complain, say } from '../state/notices';
import { pin } from '../state/pin';
import { confirmed } from './Confirm';
import { plural, whole } from './words';

const PAGE = 20;

/** Clusters of what is nearly the same: who stays beside who could go, at any cutoff; deleting asks first. */
export function DuplicatesPanel({ chart }: { chart: Chart }) {
  const known = chart.info.duplicates!;
  const [cutoff, setCutoff] = useState(known.cutoff);
  const [count, setCount] = useState<CutoffCount>({
    cutoff: known.cutoff,
    candidates: known.candidates,
    clusters: known.clusters,
  });
  const [clusters, setClusters] = useState<Clusters | null>(null);
  const [texts, setTexts] = useState(new Map<number, string>());
  const asked = useRef(0);
  const live = chart.live.value,
    write = chart.info.can.write;

  const load = async (at: number, from: number): Promise<void> => {
    const mine = ++asked.current;
    try {
      const page = await chart.source.clusters(at, from, PAGE);
      const rows = page.clusters
        .flatMap((c) => [c.retained, ...c.members])
        .map(({ row }) => row)
        .filter((row): row is number => row !== null);
      const found = await textsOf(chart, rows.slice(0, 1000));
      if (mine !== asked.current) return;
      setClusters((before) =>
        from > 0 && before ? { ...page, from: 0, clusters: [...before.clusters, ...page.clusters] } : page,
      );
      setTexts((before) => (from > 0 ? new Map([...before, ...found]) : found));
    } catch (error) {
      if (mine === asked.current) complain(error);
    }
  };
  const counted = async (at: number): Promise<void> => {
    try {
      setCount(write ? await chart.source.atCutoff(at) : { cutoff: at, candidates: known.candidates, clusters: known.clusters });
    } catch (error) {
      complain(error);
    }
  };
  useEffect(() => {
    const timer = setTimeout(() => {
      void counted(cutoff);
      void load(cutoff, 0);
      void chart.showCutoff(cutoff);
    }, 120);
    return () => clearTimeout(timer);
  }, [chart, cutoff, live]);
  useEffect(() => () => void chart.showCutoff(known.cutoff), [chart]);

  const remove = async (rows: number[] | undefined, candidates: number): Promise<void> => {
    const which = rows ? 'of this cluster' : `of ${plural(count.clusters, 'cluster')}`;
    if (
      !(await confirmed(
        `Delete ${plural(candidates, 'datum', 'data')} ${which}?`,
        'One of each cluster stays. This cannot be taken back.',
        `Delete ${whole(candidates)}`,
      ))
    )
      return;
    try {
      const deleted = await chart.source.deleteDuplicates(cutoff, rows, candidates);
      forgetData(chart);
      app.pinned.value = app.hover.value = null;
      await chart.reload();
      for (const stage of app.stages.value) if (!stage.places.rowOf) stage.takePlaces(chart.x, chart.y);
      say(`${plural(deleted, 'datum is', 'data are')} deleted.`);
    } catch (error) {
      complain(error);
      void counted(cutoff);
    }
  };

  return (
    <>
      <div class="panel-head">
        <h2>Duplicates</h2>
      </div>
      {write ? (
        <label class="cutoff">
          <span>
            Cutoff <output>{cutoff.toFixed(3)}</output>
          </span>
          <input
            type="range"
            min={0}
            max={known.ceiling}
            step={known.ceiling / 200}
            value={cutoff}
            data-testid="cutoff"
            onInput={(e) => setCutoff(Number(e.currentTarget.value))}
          />
        </label>
      ) : null}
      <p class="pad duplicate-count" data-testid="duplicate-count" data-candidates={count.candidates}>
        {plural(count.clusters, 'cluster')}, {plural(count.candidates, 'datum', 'data')} could be deleted
      </p>
      <div class="pad acts">
        <button type="button" class="button" onClick={() => void chart.setColour({ by: 'duplicates' })}>
          Colour by this
        </button>
        {write && count.candidates > 0 ? (
          <button
            type="button"
            class="button danger"
            data-testid="duplicates-delete"
            onClick={() => void remove(undefined, count.candidates)}
          >
            <Trash2 size={14} aria-hidden="true" /> Delete {whole(count.candidates)}…
          </button>
        ) : null}
      </div>
      <ol class="scroll clusters" data-testid="clusters">
        {clusters?.clusters.map((cluster) => (
          <li key={cluster.retained.id} class="cluster" data-testid="cluster">
            <div class="sides">
              <div>
                <h3>Kept</h3>
                <Side chart={chart} one={cluster.retained} texts={texts} />
              </div>
              <div>
                <h3>{write ? 'Could be deleted' : 'Alike'}</h3>
                {cluster.members.slice(0, 5).map((one) => (
                  <Side chart={chart} one={one} texts={texts} distance={one.distance} />
                ))}
                {cluster.size - 1 > 5 ? <p class="soft">and {whole(cluster.size - 6)} more</p> : null}
              </div>
            </div>
            {write && cluster.retained.row !== null ? (
              <button
                type="button"
                class="link danger"
                data-testid="cluster-delete"
                onClick={() => void remove([cluster.retained.row!], cluster.size - 1)}
              >
                Delete {whole(cluster.size - 1)} of this cluster…
              </button>
            ) : null}
          </li>
        ))}
        {clusters && clusters.clusters.length < clusters.total ? (
          <li>
            <button
              type="button"
              class="link"
              data-testid="clusters-more"
              onClick={() => void load(cutoff, clusters.clusters.length)}
            >
              More of {whole(clusters.total)}
            </button>
          </li>
        ) : null}
      </ol>
    </>
  );
}

function Side({
  chart,
  one,
  texts,
  distance,
}: {
  chart: Chart;
  one: { row: number | null; id: string };
  texts: Map<number, string>;
  distance?: number;
}) {
  const text = one.row === null ? undefined : texts.get(one.row);
  const show = (): void => {
    if (one.row === null) return;
    void pin(one.row);
    for (const stage of app.stages.value) stage.flyToRow(one.row);
  };
  return (
    <button type="button" class="row-button one" disabled={one.row === null || !chart.isLive(one.row)} onClick={show}>
      {text ? <span class="three-lines">{text}</span> : null}
      <span class="soft">
        {one.id}
        {distance !== undefined ? ` · ${distance.toFixed(3)}` : ''}
      </span>
    </button>
  );
}

async function textsOf(chart: Chart, rows: number[]): Promise<Map<number, string>> {
  const column = chart.info.textColumn;
  if (column === null || rows.length === 0) return new Map();
  const answer = await chart.source.rows(rows, [column], 240);
  return new Map(answer.rows.map(({ row, values }) => [row, String(values?.[0] ?? '')]));
}
