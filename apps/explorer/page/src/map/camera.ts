/** Where the map is looked at from: the place at the middle of the view, and pixels per unit. */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

export type Bounds = [number, number, number, number];

/** What other things cover of a view, in pixels from its edges. */
export interface Insets {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const NONE: Insets = { left: 0, right: 0, top: 0, bottom: 0 };

export const toScreen = (camera: Camera, size: Size, x: number, y: number): [number, number] => [
  (x - camera.x) * camera.scale + size.width / 2,
  (camera.y - y) * camera.scale + size.height / 2,
];

export const toMap = (camera: Camera, size: Size, px: number, py: number): [number, number] => [
  (px - size.width / 2) / camera.scale + camera.x,
  camera.y - (py - size.height / 2) / camera.scale,
];

export const panned = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / camera.scale,
  y: camera.y + dy / camera.scale,
});

/** Zooms by a factor; what is under (px, py) stays there. */
export function zoomed(camera: Camera, size: Size, factor: number, px: number, py: number, home: Camera): Camera {
  const scale = Math.min(home.scale * 5000, Math.max(home.scale * 0.4, camera.scale * factor));
  const [x, y] = toMap(camera, size, px, py);
  return {
    x: x - (px - size.width / 2) / scale,
    y: y + (py - size.height / 2) / scale,
    scale,
  };
}

/** A camera that shows the bounds amid what is not covered, with a margin around them. */
export function fitting([x0, y0, x1, y1]: Bounds, size: Size, margin = 0.05, covered: Insets = NONE): Camera {
  const width = Math.max(50, size.width - covered.left - covered.right),
    height = Math.max(50, size.height - covered.top - covered.bottom);
  const free = 1 - 2 * margin;
  const scale = Math.min((width * free) / Math.max(x1 - x0, 1e-9), (height * free) / Math.max(y1 - y0, 1e-9));
  return {
    x: (x0 + x1) / 2 + (covered.right - covered.left) / 2 / scale,
    y: (y0 + y1) / 2 + (covered.top - covered.bottom) / 2 / scale,
    scale,
  };
}

/** The rectangle that nearly all points lie in: a few far away do not make the others small. */
export function usualBounds(x: Float32Array, y: Float32Array): Bounds {
  const xs: number[] = [],
    ys: number[] = [];
  for (let row = 0, step = Math.max(1, Math.floor(x.length / 20_000)); row < x.length; row += step) {
    if (x[row] === x[row]) {
      xs.push(x[row]);
      ys.push(y[row]);
    }
  }
  if (xs.length === 0) return [-1, -1, 1, 1];
  const [x0, x1] = usualRange(xs),
    [y0, y1] = usualRange(ys);
  return [x0, y0, x1, y1];
}

function usualRange(values: number[]): [number, number] {
  values.sort((a, b) => a - b);
  const cut = Math.floor(values.length * 0.004);
  const low = values[cut],
    high = values[values.length - 1 - cut],
    reach = (high - low) * 0.04;
  return [Math.max(values[0], low - reach), Math.min(values[values.length - 1], high + reach)];
}

export const sameCamera = (a: Camera, b: Camera): boolean => a.x === b.x && a.y === b.y && a.scale === b.scale;
