package dev.portolan.storage.hnsw;

/// The vectors of a graph's nodes as one thread sees them, filled up to a multiple of
/// [RowKernel#BLOCK] with zeros.
sealed interface Rows {
  /// An array that holds the vector of a node, from [#offset] on; it stays as it is until the
  /// thread asks for another node in the same slot.
  ///
  /// @param slot 0 or 1
  float[] array(int node, int slot);

  int offset(int node);

  /// Elements of a row.
  int length();

  static int length(int dimensions) {
    return (dimensions + RowKernel.BLOCK - 1) & -RowKernel.BLOCK;
  }

  /// All rows on the heap, beside each other in chunks of `2^shift` rows.
  record Held(float[][] chunks, int shift, int length) implements Rows {
    private static final int CHUNK_FLOATS = 1 << 28;

    static Held of(int nodes, int dimensions) {
      int length = Rows.length(dimensions);
      int shift = 31 - Integer.numberOfLeadingZeros(CHUNK_FLOATS / length);
      float[][] chunks = new float[(int) (((long) nodes + (1 << shift) - 1) >> shift)][];
      for (int c = 0; c < chunks.length; c++) {
        chunks[c] = new float[Math.min(nodes - (c << shift), 1 << shift) * length];
      }
      return new Held(chunks, shift, length);
    }

    @Override
    public float[] array(int node, int slot) {
      return chunks[node >>> shift];
    }

    @Override
    public int offset(int node) {
      return (node & (1 << shift) - 1) * length;
    }
  }

  /// Rows read when they are asked for.
  ///
  /// @param vectorOf which vector is a node's
  record Read(VectorReader reader, int[] vectorOf, float[][] slots) implements Rows {
    Read(VectorReader reader, int[] vectorOf, int dimensions) {
      this(reader, vectorOf, new float[2][Rows.length(dimensions)]);
    }

    @Override
    public float[] array(int node, int slot) {
      reader.read(vectorOf[node], slots[slot], 0);
      return slots[slot];
    }

    @Override
    public int offset(int node) {
      return 0;
    }

    @Override
    public int length() {
      return slots[0].length;
    }
  }
}
