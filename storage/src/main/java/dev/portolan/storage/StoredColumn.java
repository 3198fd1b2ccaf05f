package dev.portolan.storage;

/// One column of a generation: a value per row, in row order.
public sealed interface StoredColumn {
  String name();

  int size();

  record Floats(String name, float[] values) implements StoredColumn {
    @Override
    public int size() {
      return values.length;
    }
  }

  record Ints(String name, int[] values) implements StoredColumn {
    @Override
    public int size() {
      return values.length;
    }
  }
}
