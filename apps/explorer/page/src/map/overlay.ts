import { toScreen, type Camera, type Size } from './camera';
import { drawContours, type Contours } from './contours';

/** What is drawn over the points, in the map's coordinates. */
export interface Marks {
  contours: Contours | null;
  hover: [number, number] | null;
  pinned: [number, number] | null;
  neighbours: [number, number][];
  hits: [number, number][];
  place: [number, number] | null;
  outline: [number, number][];
}

export const noMarks = (): Marks => ({
  contours: null,
  hover: null,
  pinned: null,
  neighbours: [],
  hits: [],
  place: null,
  outline: [],
});

export const isEmpty = (marks: Marks): boolean =>
  !marks.contours && !marks.hover && !marks.pinned && !marks.place && marks.hits.length === 0 && marks.outline.length === 0;

export interface Inks {
  ink: string;
  accent: string;
  ground: string;
}

export function drawMarks(canvas: HTMLCanvasElement, marks: Marks, camera: Camera, size: Size, ratio: number, inks: Inks): void {
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  const place = (x: number, y: number): [number, number] => toScreen(camera, size, x, y);
  const ring = (at: [number, number], radius: number, width: number, colour: string): void => {
    const [x, y] = place(...at);
    if (x < -20 || y < -20 || x > size.width + 20 || y > size.height + 20) return;
    context.beginPath();
    context.arc(x, y, radius, 0, 7);
    context.lineWidth = width + 2;
    context.strokeStyle = inks.ground;
    context.stroke();
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  };
  if (marks.contours) drawContours(context, marks.contours, place, camera.scale, inks.ink);
  if (marks.pinned) {
    const [px, py] = place(...marks.pinned);
    context.strokeStyle = inks.accent;
    for (const neighbour of marks.neighbours) {
      const [x, y] = place(...neighbour);
      context.beginPath();
      context.moveTo(px, py);
      context.lineTo(x, y);
      context.globalAlpha = 0.55;
      context.lineWidth = 1.2;
      context.stroke();
      context.globalAlpha = 1;
    }
    for (const neighbour of marks.neighbours) ring(neighbour, 4, 1.5, inks.accent);
  }
  for (const hit of marks.hits) ring(hit, 5, 1.5, inks.ink);
  if (marks.hover) ring(marks.hover, 6, 2, inks.ink);
  if (marks.pinned) ring(marks.pinned, 7, 2.5, inks.accent);
  if (marks.place) cross(context, place(...marks.place), inks);
  if (marks.outline.length > 1) {
    context.beginPath();
    marks.outline.forEach((corner, i) => (i === 0 ? context.moveTo(...place(...corner)) : context.lineTo(...place(...corner))));
    context.closePath();
    context.globalAlpha = 0.1;
    context.fillStyle = inks.accent;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1.5;
    context.strokeStyle = inks.accent;
    context.stroke();
  }
}

function cross(context: CanvasRenderingContext2D, [x, y]: [number, number], inks: Inks): void {
  for (const [width, colour] of [
    [5, inks.ground],
    [2, inks.accent],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.beginPath();
    context.arc(x, y, 9, 0, 7);
    context.moveTo(x - 16, y);
    context.lineTo(x - 4, y);
    context.moveTo(x + 4, y);
    context.lineTo(x + 16, y);
    context.moveTo(x, y - 16);
    context.lineTo(x, y - 4);
    context.moveTo(x, y + 4);
    context.lineTo(x, y + 16);
    context.stroke();
  }
}
