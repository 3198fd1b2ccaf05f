import * as app from './app';
import { complain } from './notices';

let wanted = -1;

/** Holds a datum's card open, with its nearest neighbours. */
export async function pin(row: number): Promise<void> {
  const chart = app.chart.value;
  if (!chart) return;
  wanted = row;
  try {
    const { source, info } = chart;
    const pictures = info.columns.find((column) => column.image);
    const [datum, neighbours, image] = await Promise.all([
      source.datum(row),
      info.can.neighbours ? source.neighbours(row, 12).catch(() => []) : [],
      pictures || info.pixels ? source.image(row, pictures?.name ?? null) : null,
    ]);
    if (wanted === row) app.pinned.value = { datum, neighbours, image };
  } catch (error) {
    if (wanted === row) complain(error);
  }
}

export function unpin(): void {
  wanted = -1;
  app.pinned.value = null;
}
