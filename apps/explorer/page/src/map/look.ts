import type { Camera } from './camera';

/** How large and how dense a point is drawn, by zoom, number of points and taste. */
export interface Look {
  size: number;
  opacity: number;
}

/**
 * Points fill about a third of the map's area at the zoom that shows all of it, and grow slowly with zoom; where more of
 * them lie on a pixel than can be told apart, they become translucent instead of smaller.
 */
export function lookAt(camera: Camera, home: Camera, n: number, area: number, taste: Look): Look {
  const zoom = Math.max(camera.scale / home.scale, 0.25);
  const room = Math.sqrt((0.3 * area) / Math.max(n, 1));
  const size = Math.min(14, Math.min(5, Math.max(1.6, room)) * Math.pow(zoom, 0.42)) * taste.size;
  const crowd = (n * size * size) / (area * Math.pow(zoom, 1.5));
  const opacity = Math.min(0.92, Math.max(0.1, 0.95 / Math.pow(Math.max(crowd, 0.25) * 4, 0.35))) * taste.opacity;
  return { size: Math.max(size, 1), opacity: Math.min(1, opacity) };
}

/** A sample of the points stands for all of them: each is drawn larger and denser, so that the map keeps its look. */
export function standIn(look: Look, share: number): Look {
  if (share >= 1) return look;
  return {
    size: Math.min(look.size * Math.pow(share, -0.22), look.size + 3),
    opacity: Math.min(0.95, 1 - Math.pow(1 - Math.min(look.opacity, 0.99), Math.pow(share, -0.5))),
  };
}
