package dev.portolan.storage.hnsw;

/// Distances from one node to others, for one thread.
final class Distances {
  private static final RowKernel KERNEL = RowKernel.fastest();
  private static final int OTHER = 0;
  private static final int ORIGIN = 1;

  private final Rows rows;
  private final Closeness closeness;
  private float[] origin;
  private int originOffset;

  Distances(Rows rows, Closeness closeness) {
    this.rows = rows;
    this.closeness = closeness;
  }

  /// Measures from this node from now on.
  void from(int node) {
    origin = rows.array(node, ORIGIN);
    originOffset = rows.offset(node);
  }

  float to(int node) {
    float[] row = rows.array(node, OTHER);
    int offset = rows.offset(node);
    return switch (closeness) {
      case SQUARED_DISTANCE -> KERNEL.squares(origin, originOffset, row, offset, rows.length());
      case NEGATIVE_DOT -> -KERNEL.dot(origin, originOffset, row, offset, rows.length());
    };
  }

  /// Writes the distances to `nodes[from … from+count)`.
  void to(int[] nodes, int from, int count, float[] distances) {
    for (int i = 0; i < count; i++) {
      distances[i] = to(nodes[from + i]);
    }
  }
}
