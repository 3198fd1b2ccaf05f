import { difference, emptyMask, intersection, put, union } from '../set/mask';

export type Mode = 'replace' | 'add' | 'remove' | 'intersect';

/** A drawn outline in the map's coordinates, and what it does to what was selected before. */
export interface Shape {
  mode: Mode;
  corners: [number, number][];
  /** The map it was drawn on, where that is not the first. */
  map?: string;
}

export interface Places {
  x: Float32Array;
  y: Float32Array;
}

export function inside(corners: [number, number][], x: number, y: number): boolean {
  let within = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [xi, yi] = corners[i],
      [xj, yj] = corners[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

function rowsInside(corners: [number, number][], x: Float32Array, y: Float32Array): Uint8Array {
  const mask = emptyMask(x.length);
  const xs = corners.map((c) => c[0]),
    ys = corners.map((c) => c[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  for (let row = 0; row < x.length; row++) {
    if (x[row] >= x0 && x[row] <= x1 && y[row] >= y0 && y[row] <= y1 && inside(corners, x[row], y[row])) put(mask, row);
  }
  return mask;
}

/** What shapes select, one after another; `placesOf` says where the rows lie on the map a shape was drawn on. */
export function regionMask(shapes: Shape[], n: number, placesOf: (map: string | undefined) => Places): Uint8Array {
  return shapes.reduce<Uint8Array>((before, { mode, corners, map }) => {
    const { x, y } = placesOf(map);
    const drawn = rowsInside(corners, x, y);
    switch (mode) {
      case 'replace':
        return drawn;
      case 'add':
        return union(before, drawn);
      case 'remove':
        return difference(before, drawn);
      case 'intersect':
        return intersection(before, drawn);
    }
  }, emptyMask(n));
}

/** Fewer corners, the same outline within a tolerance (Ramer, Douglas and Peucker). */
export function simplified(corners: [number, number][], tolerance: number): [number, number][] {
  if (corners.length < 3) return corners;
  const [ax, ay] = corners[0],
    [bx, by] = corners[corners.length - 1];
  const length = Math.hypot(bx - ax, by - ay);
  let worst = 0,
    at = 0;
  for (let i = 1; i < corners.length - 1; i++) {
    const [x, y] = corners[i];
    const off = length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
    if (off > worst) [worst, at] = [off, i];
  }
  if (worst <= tolerance) return [corners[0], corners[corners.length - 1]];
  return [...simplified(corners.slice(0, at + 1), tolerance).slice(0, -1), ...simplified(corners.slice(at), tolerance)];
}
