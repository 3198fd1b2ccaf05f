import { contourDensity } from 'd3-contour';
import type { Bounds } from './camera';

const SIDE = 512;

export interface Contours {
  paths: Path2D[];
  bounds: Bounds;
  side: number;
}

/** Lines of equal density of the rows shown, in a square laid over the map's bounds. */
export function contoursOf(
  x: Float32Array,
  y: Float32Array,
  order: Uint32Array,
  shown: (row: number) => boolean,
  bounds: Bounds,
): Contours {
  const rows: number[] = [];
  for (let i = 0; i < order.length && rows.length < 60_000; i++)
    if (shown(order[i]) && x[order[i]] === x[order[i]]) rows.push(order[i]);
  const span = Math.max(bounds[2] - bounds[0], bounds[3] - bounds[1]);
  const scale = SIDE / span;
  const density = contourDensity<number>()
    .x((row) => (x[row] - bounds[0]) * scale)
    .y((row) => (y[row] - bounds[1]) * scale)
    .size([SIDE, SIDE])
    .cellSize(2)
    .bandwidth(5)
    .thresholds(9);
  const paths = density(rows).map(({ coordinates }) => {
    const path = new Path2D();
    for (const polygon of coordinates) {
      for (const ring of polygon) {
        ring.forEach(([px, py], i) => (i === 0 ? path.moveTo(px, py) : path.lineTo(px, py)));
        path.closePath();
      }
    }
    return path;
  });
  return { paths, bounds, side: span };
}

export function drawContours(
  context: CanvasRenderingContext2D,
  contours: Contours,
  place: (x: number, y: number) => [number, number],
  scale: number,
  ink: string,
): void {
  const [x, y] = place(contours.bounds[0], contours.bounds[1]);
  const step = (contours.side / SIDE) * scale;
  context.save();
  context.transform(step, 0, 0, -step, x, y);
  context.lineWidth = 1 / step;
  context.strokeStyle = ink;
  contours.paths.forEach((path, i) => {
    context.globalAlpha = 0.25 + (0.5 * i) / contours.paths.length;
    context.stroke(path);
  });
  context.restore();
}
