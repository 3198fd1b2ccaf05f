package dev.portolan.projection;

/// Where every row lies on the map.
///
/// @param x `[n]`, finite
/// @param y `[n]`, finite
/// @param projection the settled parameters that led here, to be stored with the map
public record Positions(float[] x, float[] y, Projection projection) {
  /// Number of rows.
  public int size() {
    return x.length;
  }

  static Positions of(float[] rowMajor, Projection projection) {
    float[] x = new float[rowMajor.length / 2];
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = rowMajor[2 * i];
      y[i] = rowMajor[2 * i + 1];
    }
    return new Positions(x, y, projection);
  }
}
