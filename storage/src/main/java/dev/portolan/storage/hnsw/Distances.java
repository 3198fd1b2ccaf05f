package dev.portolan.storage.hnsw;

/// Distances from one node to others, for one thread.
final class Distances {
  private static final RowKernel KERNEL = RowKernel.fastest();
  private static final int ORIGIN = Rows.SLOTS - 1;

  private final Rows rows;
  private final Closeness closeness;
  private float[] origin;

  Distances(Rows rows, Closeness closeness) {
    this.rows = rows;
    this.closeness = closeness;
  }

  /// Measures from this node from now on.
  void from(int node) {
    origin = rows.row(node, ORIGIN);
  }

  /// Writes the distances to `nodes[from … from+count)`, and up to three more numbers after them.
  void to(int[] nodes, int from, int count, float[] distances) {
    for (int i = 0; i < count; i += 4) {
      toFour(nodes, from + i, from + count, distances, i);
    }
  }

  /// Where fewer than four are left, the first of them stands in.
  private void toFour(int[] nodes, int i, int end, float[] distances, int at) {
    float[] r0 = rows.row(nodes[i], 0);
    float[] r1 = i + 1 < end ? rows.row(nodes[i + 1], 1) : r0;
    float[] r2 = i + 2 < end ? rows.row(nodes[i + 2], 2) : r0;
    float[] r3 = i + 3 < end ? rows.row(nodes[i + 3], 3) : r0;
    switch (closeness) {
      case SQUARED_DISTANCE -> KERNEL.squares(origin, r0, r1, r2, r3, distances, at);
      case NEGATIVE_DOT -> {
        KERNEL.dot(origin, r0, r1, r2, r3, distances, at);
        for (int j = at; j < at + 4; j++) {
          distances[j] = -distances[j];
        }
      }
    }
  }
}
