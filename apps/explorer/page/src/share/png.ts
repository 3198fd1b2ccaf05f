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
  if (stage.marksCanvas().style.display !== 'none') context.drawImage(stage.marksCanvas(), 0, 0);
  const ratio = points.width / stage.viewSize().width;
  context.scale(ratio, ratio);
  drawLabels(context, stage.labelLayer());
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser could not write the picture'))), 'image/png'),
  );
}

function drawLabels(context: CanvasRenderingContext2D, layer: HTMLElement): void {
  const origin = layer.getBoundingClientRect();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = cssOf(ground(theme.value));
  for (const label of layer.querySelectorAll<HTMLElement>('.label.on')) {
    const style = getComputedStyle(label),
      box = label.getBoundingClientRect();
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.fillStyle = style.color;
    const lines = linesOf(label);
    const step = box.height / lines.length,
      x = box.left - origin.left + box.width / 2;
    lines.forEach((line, i) => {
      const y = box.top - origin.top + step * (i + 0.5);
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  }
}

/** A label's lines as the browser broke them. */
function linesOf(label: HTMLElement): string[] {
  const node = label.firstChild;
  if (!node) return [];
  const lines: { top: number; text: string }[] = [];
  const range = document.createRange();
  for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\S+\s*/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.trimEnd().length);
    const { top } = range.getBoundingClientRect(),
      last = lines[lines.length - 1];
    if (last && Math.abs(last.top - top) < 3) last.text += word;
    else lines.push({ top, text: word });
  }
  return lines.map(({ text }) => text.trimEnd());
}
