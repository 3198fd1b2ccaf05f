package dev.portolan.smile;

/// Positions as Portolan takes them.
final class RowMajor {
  private RowMajor() {}

  /// `[n][2]` doubles as `2·n` floats.
  static float[] of(double[][] positions) {
    float[] floats = new float[2 * positions.length];
    for (int i = 0; i < positions.length; i++) {
      floats[2 * i] = (float) positions[i][0];
      floats[2 * i + 1] = (float) positions[i][1];
    }
    return floats;
  }
}
