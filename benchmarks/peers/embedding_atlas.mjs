// Embedding Atlas's map of a file (UMAP in WebAssembly): node embedding_atlas.mjs VECTORS.npy POSITIONS.npy RUN PLACED
// 15 neighbours, minimal distance .1, its own number of epochs, one thread; the run is the seed. One line of JSON.
import fs from 'node:fs';
import { read, write } from './npy.mjs';

const [, , vectors, positions, run] = process.argv;
globalThis.self ??= globalThis; // the package is made for a browser, and exports the browser's part only
const { createUMAP } = await import('./node_modules/embedding-atlas/dist/umap.js');
const { n, d, values } = read(vectors);
const start = performance.now();
const umap = await createUMAP(n, d, 2, values, {
  metric: 'euclidean',
  nNeighbors: 15,
  minDist: 0.1,
  seed: Number(run) + 1,
});
const ready = performance.now();
await umap.run();
const end = performance.now();
write(positions, new Float32Array(umap.embedding), n, 2);
const about = new URL('node_modules/embedding-atlas/package.json', import.meta.url);
console.log(
  JSON.stringify({
    version: `embedding-atlas ${JSON.parse(fs.readFileSync(about)).version}, ${umap.epoch} epochs, node ${process.version}`,
    seconds: { 'vectors to map': (end - start) / 1e3 },
    parts: { 'neighbours, graph, start': (ready - start) / 1e3, optimiser: (end - ready) / 1e3 },
  }),
);
