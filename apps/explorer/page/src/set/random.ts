/** Seeded numbers in [0, 1): mulberry32. */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seeded order of 0 … n − 1. Every prefix of it is a fair sample, so a map drawn from one keeps its look. */
export function shuffled(n: number, seed: number): Uint32Array {
  const next = random(seed);
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const j = Math.floor(next() * (i + 1));
    order[i] = order[j];
    order[j] = i;
  }
  return order;
}
