package dev.portolan.projection;

/// The latent vectors of a build: `n` rows of `d` floats, in row order.
///
/// Rows are what a build numbers its data by: `0 … n-1`, ascending ordinal. Cosine datasets hand
/// out unit vectors. Safe for many threads.
public interface LatentVectors {
  int size();

  int dimensions();

  VectorMetric metric();

  /// Copies row `row` into `target[offset … offset+d)`.
  void copy(int row, float[] target, int offset);
}
