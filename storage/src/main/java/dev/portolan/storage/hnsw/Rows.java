package dev.portolan.storage.hnsw;

/// The vectors of a graph's nodes as one thread sees them, filled up to a multiple of
/// [RowKernel#BLOCK] with zeros.
sealed interface Rows {
  /// How many rows a thread has in its hands at a time.
  int SLOTS = 5;

  /// The vector of a node; it stays as it is until the thread asks for the same slot again.
  float[] row(int node, int slot);

  static int length(int dimensions) {
    return (dimensions + RowKernel.BLOCK - 1) & -RowKernel.BLOCK;
  }

  /// All rows on the heap.
  record Held(float[][] rows) implements Rows {
    @Override
    public float[] row(int node, int slot) {
      return rows[node];
    }
  }

  /// Rows read when they are asked for.
  ///
  /// @param vectorOf which vector is a node's
  record Read(VectorReader reader, int[] vectorOf, float[][] slots) implements Rows {
    Read(VectorReader reader, int[] vectorOf, int dimensions) {
      this(reader, vectorOf, new float[SLOTS][length(dimensions)]);
    }

    @Override
    public float[] row(int node, int slot) {
      reader.read(vectorOf[node], slots[slot]);
      return slots[slot];
    }
  }
}
