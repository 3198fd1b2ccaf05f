package dev.portolan.projection;

/// Distances from one row to others, for one thread.
final class RowDistances {
  private final LatentVectors vectors;
  private final VectorKernel kernel;
  private final int d;
  private final float[] origin;
  private final float[] other;

  RowDistances(LatentVectors vectors) {
    this.vectors = vectors;
    kernel = VectorKernel.fastest();
    d = vectors.dimensions();
    origin = new float[d];
    other = new float[d];
  }

  /// Measures from this row from now on.
  RowDistances from(int row) {
    vectors.copy(row, origin, 0);
    return this;
  }

  /// The distance in the metric's unit, never below 0.
  float to(int row) {
    if (vectors instanceof HeapVectors heap) {
      return heap.distance(origin, 0, row);
    }
    vectors.copy(row, other, 0);
    return vectors.metric().distance(kernel, origin, 0, other, 0, d);
  }
}
