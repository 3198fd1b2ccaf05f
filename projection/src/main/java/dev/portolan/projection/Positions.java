package dev.portolan.projection;

/// Where every row lies on the map.
///
/// @param x `[n]`, finite
/// @param y `[n]`, finite
/// @param projection the settled parameters that led here, to be stored with the map
/// @param edges of the graph that the rows were laid out by, both directions counted; 0 where there
///   was none
public record Positions(float[] x, float[] y, Projection projection, int edges) {
  /// Positions that were not laid out by a graph.
  public Positions(float[] x, float[] y, Projection projection) {
    this(x, y, projection, 0);
  }

  /// Number of rows.
  public int size() {
    return x.length;
  }

  static Positions of(float[] rowMajor, Projection projection, int edges) {
    float[] x = new float[rowMajor.length / 2];
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = rowMajor[2 * i];
      y[i] = rowMajor[2 * i + 1];
    }
    return new Positions(x, y, projection, edges);
  }
}
