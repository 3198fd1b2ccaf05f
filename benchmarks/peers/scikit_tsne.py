#!/usr/bin/python3
"""scikit-learn's t-SNE of a file.

scikit_tsne.py VECTORS.npy POSITIONS.npy RUN PLACED
Barnes-Hut, perplexity 30, start from the principal components, learning rate chosen by it, all cores; the run is the
seed, nothing is placed. Prints one line of JSON.
"""
import json
import sys
import time

import numpy as np
import sklearn
from sklearn.manifold import TSNE

vectors = np.load(sys.argv[1])
tsne = TSNE(2, perplexity=30, init="pca", learning_rate="auto", n_jobs=-1, random_state=int(sys.argv[3]))
start = time.perf_counter()
positions = tsne.fit_transform(vectors)
seconds = time.perf_counter() - start
np.save(sys.argv[2], positions.astype(np.float32))
version = "scikit-learn %s, %d iterations" % (sklearn.__version__, tsne.n_iter_ + 1)
print(json.dumps({"version": version, "seconds": {"vectors to map": seconds}, "parts": {}}))
