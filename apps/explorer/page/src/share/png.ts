import type { Stage } from '../map/stage';
import { ground } from '../colour/palette';
import { cssOf } from '../colour/oklch';
import { theme } from '../state/theme';

/** The map as it is on the screen, with labels and marks, as a picture. */
export async function pngOf(stage: Stage): Promise<Blob> {
  const points = await stage.snapshot();
  const canvas = document.createElement('canvas');
  canvas.width = points.width;
  canvas.height = points.height;
  const context = canvas.getContext('2d')!;
  context.putImageData(points, 0, 0);
  context.drawImage(stage.marksCanvas(), 0, 0);
  const ratio = points.width / stage.viewSize().width;
  context.scale(ratio, ratio);
  drawLabels(context, stage.labelLayer());
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser could not write the picture'))), 'image/png'));
}

function drawLabels(context: CanvasRenderingContext2D, layer: HTMLElement): void {
  const origin = layer.getBoundingClientRect();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = cssOf(ground(theme.value));
  for (const label of layer.querySelectorAll<HTMLElement>('.label.on')) {
    const style = getComputedStyle(label), box = label.getBoundingClientRect();
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.fillStyle = style.color;
    const lines = linesOf(context, label.textContent ?? '', box.width);
    const step = box.height / lines.length, x = box.left - origin.left + box.width / 2;
    lines.forEach((line, i) => {
      const y = box.top - origin.top + step * (i + 0.5);
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  }
}

function linesOf(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && context.measureText(`${last} ${word}`).width <= width + 2) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
