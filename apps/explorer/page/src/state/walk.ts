import * as app from './app';
import type { Chart } from './chart';
import { say } from './notices';

const SECONDS = 2.4;

/** Points walk from their places on an earlier generation to the present ones. */
export async function walk(chart: Chart, generation: number): Promise<void> {
  const stage = app.stages.value[0];
  const old = await chart.source.oldPlaces(generation);
  if (!stage) return;
  stage.walkFrom(old.x, old.y);
  await frames(SECONDS * 1000, (t) => stage.way(t < 0.15 ? 0 : t > 0.95 ? 1 : smooth((t - 0.15) / 0.8)));
  say(
    `${old.moved.toLocaleString('en')} moved, ${old.came.toLocaleString('en')} came, ${old.gone.toLocaleString('en')} went since generation ${generation}.`,
  );
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

function frames(ms: number, each: (t: number) => void): Promise<void> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const step = (now: number): void => {
      const t = Math.min(1, Math.max(0, (now - begun) / ms));
      each(t);
      if (t < 1) requestAnimationFrame(step);
      else resolve();
    };
    requestAnimationFrame(step);
  });
}
