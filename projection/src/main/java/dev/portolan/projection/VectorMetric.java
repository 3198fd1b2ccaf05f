package dev.portolan.projection;

/// The distance a build measures by.
public enum VectorMetric {
  /// `1 − a·b` of unit vectors, in `[0, 2]`.
  COSINE,
  /// `√Σ(a−b)²`.
  EUCLIDEAN;

  /// The distance of two slices of `d` floats, never below 0.
  float distance(VectorKernel kernel, float[] a, int aOffset, float[] b, int bOffset, int d) {
    return switch (this) {
      case COSINE -> Math.max(0f, 1 - kernel.dot(a, aOffset, b, bOffset, d));
      case EUCLIDEAN -> (float) Math.sqrt(kernel.squaredDistance(a, aOffset, b, bOffset, d));
    };
  }
}
