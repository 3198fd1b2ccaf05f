/** Rows by the cell of the map they lie in: who is near a place, without looking at everyone. */
export class Grid {
  private readonly side: number;
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;
  private readonly x0: number;
  private readonly y0: number;
  private readonly cell: number;

  constructor(
    private readonly x: Float32Array,
    private readonly y: Float32Array,
    [x0, y0, x1, y1]: readonly [number, number, number, number],
  ) {
    this.side = Math.max(1, Math.min(1024, Math.round(Math.sqrt(x.length / 4))));
    this.x0 = x0;
    this.y0 = y0;
    this.cell = Math.max(x1 - x0, y1 - y0, 1e-9) / this.side;
    this.starts = new Uint32Array(this.side * this.side + 1);
    this.rows = new Uint32Array(x.length);
    const cells = new Uint32Array(x.length);
    for (let row = 0; row < x.length; row++) {
      if (x[row] !== x[row]) cells[row] = 0xffffffff;
      else this.starts[(cells[row] = this.cellOf(x[row], y[row])) + 1]++;
    }
    for (let c = 0; c < this.side * this.side; c++) this.starts[c + 1] += this.starts[c];
    const next = this.starts.slice();
    for (let row = 0; row < x.length; row++) if (cells[row] !== 0xffffffff) this.rows[next[cells[row]]++] = row;
  }

  private clamp = (v: number): number => Math.max(0, Math.min(this.side - 1, Math.floor(v)));
  private cellOf = (x: number, y: number): number =>
    this.clamp((y - this.y0) / this.cell) * this.side + this.clamp((x - this.x0) / this.cell);

  /** The row nearest to a place within a distance, or −1; `better` prefers some rows over others. */
  nearest(x: number, y: number, within: number, wanted: (row: number) => boolean): number {
    let best = -1,
      least = within * within;
    this.visit(x - within, y - within, x + within, y + within, (row) => {
      const d = (this.x[row] - x) ** 2 + (this.y[row] - y) ** 2;
      if (d < least && wanted(row)) {
        least = d;
        best = row;
      }
    });
    return best;
  }

  /** Every row in the cells that a rectangle touches. */
  visit(x0: number, y0: number, x1: number, y1: number, each: (row: number) => void): void {
    const left = this.clamp((x0 - this.x0) / this.cell),
      right = this.clamp((x1 - this.x0) / this.cell);
    const low = this.clamp((y0 - this.y0) / this.cell),
      high = this.clamp((y1 - this.y0) / this.cell);
    for (let line = low; line <= high; line++) {
      const from = this.starts[line * this.side + left],
        to = this.starts[line * this.side + right + 1];
      for (let i = from; i < to; i++) each(this.rows[i]);
    }
  }
}
