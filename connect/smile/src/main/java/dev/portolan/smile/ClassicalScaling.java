package dev.portolan.smile;

import dev.portolan.projection.Progress;

/// `mds`: multidimensional scaling, which keeps the inner products that the distances imply; on
/// euclidean datasets these are the principal axes.
///
/// Smile's own needs ARPACK, a native library; this one is written here. `8·n²` bytes and some ten
/// products of an `n × n` matrix with twelve vectors, on the common pool. The seed changes nothing;
/// the same vectors give the same bits for any number of threads. Cancelled between two products.
///
/// Paper: Torgerson 1952.
public final class ClassicalScaling extends PairwiseMethod {
  @Override
  public String name() {
    return "mds";
  }

  @Override
  public String about() {
    return "classical scaling";
  }

  @Override
  float[] place(AllPairs pairs, long seed, Progress progress) {
    return RowMajor.of(Scaling.of(pairs.distances(), progress));
  }
}
