/**
 * Which rows each condition leaves out, a bit a condition. A row is shown when no bit is set; the counts a panel shows for
 * its own column look at all bits but its own, so that a filter never empties the list it was set in.
 */
export class Crossfilter {
  readonly failed: Uint32Array;
  private readonly bits = new Map<string, number>();

  constructor(
    private readonly n: number,
    live: (row: number) => boolean,
  ) {
    this.failed = new Uint32Array(n);
    this.live(live);
  }

  /** Rows that are gone fail everything. */
  live(test: (row: number) => boolean): void {
    const GONE = 1 << 31;
    for (let row = 0; row < this.n; row++) {
      if (test(row)) this.failed[row] &= ~GONE;
      else this.failed[row] |= GONE;
    }
  }

  bitOf = (key: string): number => this.bits.get(key) ?? 0;

  set(key: string, passes: (row: number) => boolean): void {
    const bit = this.bits.get(key) ?? this.free();
    this.bits.set(key, bit);
    const { failed, n } = this;
    for (let row = 0; row < n; row++) {
      if (passes(row)) failed[row] &= ~bit;
      else failed[row] |= bit;
    }
  }

  clear(key: string): void {
    const bit = this.bits.get(key);
    if (bit === undefined) return;
    this.bits.delete(key);
    for (let row = 0; row < this.n; row++) this.failed[row] &= ~bit;
  }

  private free(): number {
    const taken = [...this.bits.values()].reduce((a, b) => a | b, 0);
    for (let i = 0; i < 31; i++) if ((taken & (1 << i)) === 0) return 1 << i;
    throw new Error('more than 31 conditions at once; remove one');
  }

  shown(): number {
    let count = 0;
    for (let row = 0; row < this.n; row++) if (this.failed[row] === 0) count++;
    return count;
  }

  /** How many of the rows that all other conditions show fall into each of so many bins; `binOf` is −1 for none. */
  counts(bins: number, key: string, binOf: (row: number) => number): Uint32Array {
    const others = ~this.bitOf(key);
    const counts = new Uint32Array(bins);
    for (let row = 0; row < this.n; row++) {
      if ((this.failed[row] & others) === 0) {
        const bin = binOf(row);
        if (bin >= 0) counts[bin]++;
      }
    }
    return counts;
  }
}
