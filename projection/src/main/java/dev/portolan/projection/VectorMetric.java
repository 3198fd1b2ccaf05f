package dev.portolan.projection;

/// The distance a build measures by.
public enum VectorMetric {
  /// `1 − a·b` of unit vectors, in `[0, 2]`.
  COSINE,
  /// `√Σ(a−b)²`.
  EUCLIDEAN
}
