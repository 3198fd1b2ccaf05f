#!/usr/bin/python3
"""How well data were placed on a map of others.

placed_quality.py VECTORS.npy POSITIONS.npy LABELS.npy PLACED
The last PLACED rows were placed among the rows before. One line of JSON: label_placed and label_fitted (10-NN vote
among the mapped, of the placed and of as many of the mapped), kept (share of a placed row's 15 nearest mapped rows
that are so on the map too), trust (trustworthiness@15 of the placed among the mapped). Needs numpy only.
"""
import json
import sys

import numpy as np

VOTERS, NEAR, SAMPLE, BLOCK = 10, 15, 2000, 200


def squared(rows, others):
    return (rows**2).sum(1)[:, None] + (others**2).sum(1)[None] - 2 * rows @ others.T


def nearest(distances, k):
    part = np.argpartition(distances, k, axis=1)[:, :k]
    return np.take_along_axis(part, np.argsort(np.take_along_axis(distances, part, 1), 1), 1)


def vote(labels, near, own):
    return [np.bincount(labels[row]).argmax() == label for row, label in zip(near[:, :VOTERS], own)]


vectors, positions, labels = (np.load(path).astype(kind) for path, kind in zip(sys.argv[1:4], (np.float64, np.float64, int)))
placed = int(sys.argv[4])
mapped = len(vectors) - placed
chosen = np.random.RandomState(7)
rows = mapped + chosen.permutation(placed)[:SAMPLE]
fitted_rows = chosen.permutation(mapped)[:SAMPLE]
right, right_fitted, kept, beyond = [], [], [], []
for start in range(0, len(rows), BLOCK):
    ids = rows[start : start + BLOCK]
    high = squared(vectors[ids], vectors[:mapped])
    low = nearest(squared(positions[ids], positions[:mapped]), NEAR)
    true = nearest(high, NEAR)
    right += vote(labels[:mapped], low, labels[ids])
    kept += [len(np.intersect1d(a, b)) / NEAR for a, b in zip(low, true)]
    beyond += [sum(max(0, (row < row[j]).sum() + 1 - NEAR) for j in near) for row, near in zip(high, low)]
for start in range(0, len(fitted_rows), BLOCK):
    ids = fitted_rows[start : start + BLOCK]
    distances = squared(positions[ids], positions[:mapped])
    distances[np.arange(len(ids)), ids] = np.inf
    right_fitted += vote(labels[:mapped], nearest(distances, VOTERS), labels[ids])
worst = NEAR * (2 * mapped - 3 * NEAR + 1) / 2
print(json.dumps({"label_placed": np.mean(right), "label_fitted": np.mean(right_fitted), "kept": np.mean(kept),
                  "trust": 1 - np.mean(beyond) / worst}))
