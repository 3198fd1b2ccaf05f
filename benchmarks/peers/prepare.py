#!/usr/bin/python3
"""Fashion-MNIST as every contender gets it: the same rows in the same order.

prepare.py SET FOLDER N...
Rows permuted (seed 1), pixels / 255, the first 50 principal components of all of them. Writes vectors-N.npy (float32)
and labels-N.npy (int32), the first N rows, for every N. Needs numpy only.
"""
import gzip
import sys
from pathlib import Path

import numpy as np

COMPONENTS = 50


def load(path):
    with gzip.open(path) as file:
        return np.load(file)


def principal_components(pixels):
    centred = pixels - pixels.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(centred))
    return centred @ vectors[:, np.argsort(values)[::-1][:COMPONENTS]]


source, folder, sizes = Path(sys.argv[1]), Path(sys.argv[2]), [int(n) for n in sys.argv[3:]]
pixels = load(source / "X_u8.npy.gz").astype(np.float32) / np.float32(255)
labels = load(source / "y.npy.gz").astype(np.int32)
order = np.random.RandomState(1).permutation(len(pixels))
vectors, labels = principal_components(pixels[order]).astype(np.float32), labels[order]
for n in sizes:
    if n > len(vectors):
        sys.exit("%d rows asked of %s, which has %d; ask for fewer" % (n, source, len(vectors)))
    np.save(folder / ("vectors-%d.npy" % n), np.ascontiguousarray(vectors[:n]))
    np.save(folder / ("labels-%d.npy" % n), labels[:n])
