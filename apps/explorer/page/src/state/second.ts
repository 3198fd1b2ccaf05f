import * as app from './app';
import type { Chart } from './chart';

/** Opens another map of the same data beside the first; both select together. */
export async function openBeside(chart: Chart, name: string): Promise<void> {
  const source = app.source.value!.map(chart.info.dataset, name);
  const info = await source.info();
  const [{ x, y }, here, there] = await Promise.all([source.points(), chart.source.ordinals(), source.ordinals()]);
  const rowOf = new Int32Array(info.n).fill(-1),
    rowHere = new Int32Array(chart.n).fill(-1);
  for (let a = 0, b = 0; a < here.length && b < there.length;) {
    if (here[a] === there[b]) {
      rowOf[b] = a;
      rowHere[a++] = b++;
    } else if (here[a] < there[b]) a++;
    else b++;
  }
  app.beside.value = { name, projection: info.projectionKind, x, y, bounds: info.bounds, rowOf, rowHere };
}
