package dev.portolan.storage.hnsw;

/// Reads the vectors that a graph is built over; used by one thread.
@FunctionalInterface
public interface VectorReader {
  /// Copies the vector of a node into `target[offset … offset+d)`.
  void read(int node, float[] target, int offset);
}
