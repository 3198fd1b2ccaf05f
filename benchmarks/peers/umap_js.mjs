// umap-js's map of a file: node umap_js.mjs VECTORS.npy POSITIONS.npy RUN PLACED
// 15 neighbours, minimal distance .1, its own number of epochs, one thread, no seed. Prints one line of JSON.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import umapJs from 'umap-js';
import { read, write } from './npy.mjs';

const [, , vectors, positions] = process.argv;
const { n, d, values } = read(vectors);
const rows = Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * d, (i + 1) * d)));
const umap = new umapJs.UMAP({ nNeighbors: 15, minDist: 0.1, nComponents: 2 });
const start = performance.now();
const epochs = umap.initializeFit(rows);
const ready = performance.now();
for (let epoch = 0; epoch < epochs; epoch++) umap.step();
const end = performance.now();
write(positions, Float32Array.from(umap.getEmbedding().flat()), n, 2);
const about = createRequire(import.meta.url).resolve('umap-js/package.json');
console.log(
  JSON.stringify({
    version: `umap-js ${JSON.parse(fs.readFileSync(about)).version}, ${epochs} epochs, node ${process.version}`,
    seconds: { 'vectors to map': (end - start) / 1e3 },
    parts: { 'neighbours, graph, start': (ready - start) / 1e3, optimiser: (end - ready) / 1e3 },
  }),
);
