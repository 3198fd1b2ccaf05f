package dev.portolan.storage.hnsw;

/// How near two vectors are in a graph: the smaller the number, the nearer.
public enum Closeness {
  /// `Σ(a−b)²`.
  SQUARED_DISTANCE,
  /// `−a·b`.
  NEGATIVE_DOT
}
