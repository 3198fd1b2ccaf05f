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

/** A camera that shows the bounds, with a margin around them. */
export function fitting([x0, y0, x1, y1]: Bounds, size: Size, margin = 0.08): Camera {
  const free = 1 - 2 * margin;
  const scale = Math.min((size.width * free) / Math.max(x1 - x0, 1e-9), (size.height * free) / Math.max(y1 - y0, 1e-9));
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, scale };
}

export const sameCamera = (a: Camera, b: Camera): boolean => a.x === b.x && a.y === b.y && a.scale === b.scale;
