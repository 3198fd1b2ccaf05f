package dev.portolan.smile;

import dev.portolan.projection.HeapVectors;
import dev.portolan.projection.Progress;
import dev.portolan.projection.ProjectionMethod;

/// A method that looks at the distances of all pairs.
abstract class PairwiseMethod implements ProjectionMethod {
  @Override
  public final int mostData() {
    return AllPairs.MOST;
  }

  @Override
  public final float[] project(HeapVectors vectors, long seed, Progress progress) {
    AllPairs pairs = AllPairs.of(vectors, progress);
    return pairs.spread() ? place(pairs, seed, progress) : pairs.line();
  }

  /// @param pairs of three rows or more, not all in one place; may be used up
  /// @return `[n][2]`, row-major
  abstract float[] place(AllPairs pairs, long seed, Progress progress);
}
