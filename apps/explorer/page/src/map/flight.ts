import { interpolateZoom } from 'd3-interpolate';
import type { Camera, Size } from './camera';

/** Flies from one camera to another along the path that reads best (van Wijk and Nuij), or jumps where motion is unwanted. */
export function fly(from: Camera, to: Camera, size: Size, move: (camera: Camera) => void): () => void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    move(to);
    return () => {};
  }
  const view = (camera: Camera): [number, number, number] => [camera.x, camera.y, size.width / camera.scale];
  const path = interpolateZoom(view(from), view(to));
  const duration = Math.min(1100, Math.max(250, path.duration * 0.5));
  const begun = performance.now();
  let asked = 0;
  const step = (now: number): void => {
    const t = Math.min(1, Math.max(0, (now - begun) / duration));
    const eased = t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2;
    const [x, y, width] = path(eased);
    move(t === 1 ? to : { x, y, scale: size.width / width });
    if (t < 1) asked = requestAnimationFrame(step);
  };
  asked = requestAnimationFrame(step);
  return () => cancelAnimationFrame(asked);
}
