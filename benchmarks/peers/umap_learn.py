#!/usr/bin/python3
"""umap-learn's map of a file, or the places of its last rows on a map of the others.

umap_learn.py VECTORS.npy POSITIONS.npy RUN PLACED
15 neighbours, minimal distance .1, no seed: with one it runs on one core. Its functions are compiled on 5,000 rows
before the clock starts. The parts are read off by wrapping its own functions. Prints one line of JSON.
"""
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import numba
import numpy as np
import pynndescent
import umap
import umap.umap_ as steps

PARTS = {
    "neighbours": "nearest_neighbors",
    "graph": "fuzzy_simplicial_set",
    "start and optimiser": "simplicial_set_embedding",
    "optimiser": "optimize_layout_euclidean",
}
WARM, WARM_PLACED = 5000, 200
parts = {}


def timed(part, function):
    def run(*values, **named):
        start = time.perf_counter()
        result = function(*values, **named)
        parts[part] = parts.get(part, 0) + time.perf_counter() - start
        return result

    return run


def fitted(vectors):
    return umap.UMAP(n_neighbors=15, min_dist=0.1, metric="euclidean").fit(vectors)


for part, name in PARTS.items():
    setattr(steps, name, timed(part, getattr(steps, name)))
vectors, placed = np.load(sys.argv[1]), int(sys.argv[4])
mapped, new = vectors[: len(vectors) - placed], vectors[len(vectors) - placed :]
warm = fitted(mapped[:WARM])
if placed:
    warm.transform(new[:WARM_PLACED])
parts.clear()
start = time.perf_counter()
model = fitted(mapped)
positions = model.embedding_
if placed:
    parts.clear()
    start = time.perf_counter()
    positions = np.concatenate([positions, model.transform(new)])
seconds = time.perf_counter() - start
np.save(sys.argv[2], positions.astype(np.float32))
version = "umap-learn %s, pynndescent %s, numba %s, Python %s" % (
    umap.__version__, pynndescent.__version__, numba.__version__, sys.version.split()[0])
print(json.dumps({"version": version, "seconds": {"places" if placed else "vectors to map": seconds}, "parts": parts}))
