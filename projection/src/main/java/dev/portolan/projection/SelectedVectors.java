package dev.portolan.projection;

/// Some of the vectors, in an order of their own: row `i` is row `rows[i]` of all.
public record SelectedVectors(LatentVectors all, int[] rows) implements LatentVectors {
  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int dimensions() {
    return all.dimensions();
  }

  @Override
  public VectorMetric metric() {
    return all.metric();
  }

  @Override
  public void copy(int row, float[] target, int offset) {
    all.copy(rows[row], target, offset);
  }
}
