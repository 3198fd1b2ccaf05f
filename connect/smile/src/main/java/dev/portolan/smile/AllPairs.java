package dev.portolan.smile;

import dev.portolan.projection.HeapVectors;
import dev.portolan.projection.Progress;

/// The distances of every row to every other, in the vectors' unit.
///
/// `8·n²` bytes.
///
/// @param distances `[n][n]`, symmetric, 0 on the diagonal
/// @param largest of them
record AllPairs(double[][] distances, double largest) {
  /// More rows than this would take more memory than a first look at a second method is worth.
  static final int MOST = 5_000;

  static AllPairs of(HeapVectors vectors, Progress progress) {
    int n = vectors.size();
    double[][] distances = new double[n][n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      progress.check();
      for (int j = 0; j < i; j++) {
        double distance = vectors.distance(i, j);
        distances[i][j] = distance;
        distances[j][i] = distance;
        largest = Math.max(largest, distance);
      }
    }
    return new AllPairs(distances, largest);
  }

  int size() {
    return distances.length;
  }

  /// Whether there is anything to draw: three rows or more, not all in one place.
  boolean spread() {
    return size() > 2 && largest > 0;
  }

  /// Where the rows lie when [#spread] says no: two of them at their distance, equal ones together.
  float[] line() {
    float[] positions = new float[2 * size()];
    if (size() == 2) {
      positions[0] = (float) (-largest / 2);
      positions[2] = (float) (largest / 2);
    }
    return positions;
  }

  /// These distances, the smallest lifted to a share of the largest: methods that divide by them
  /// must not meet 0.
  double[][] atLeast(double share) {
    double[][] lifted = new double[size()][size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        lifted[i][j] = i == j ? 0 : Math.max(distances[i][j], share * largest);
      }
    }
    return lifted;
  }
}
