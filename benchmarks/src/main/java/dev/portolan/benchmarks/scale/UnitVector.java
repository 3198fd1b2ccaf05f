package dev.portolan.benchmarks.scale;

/// Vectors of length 1.
final class UnitVector {
  private UnitVector() {}

  /// Gives a vector the length 1, in place; one of zeros stays.
  static void normalise(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    float scale = squares == 0 ? 1 : (float) (1 / Math.sqrt(squares));
    for (int j = 0; j < vector.length; j++) {
      vector[j] *= scale;
    }
  }
}
