package dev.portolan.index.topics;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;

/// The data of a group that are nearest to its centre, the mean of their vectors.
///
/// Near by the metric: by angle where that is cosine, by distance where it is euclidean.
final class Exemplars {
  private static final int WANTED = 3;

  private Exemplars() {}

  /// Up to three rows with different vectors, nearest first, ties by lower row.
  static int[] of(int[] rows, LatentVectors latent) {
    int d = latent.dimensions();
    float[] vector = new float[d];
    double[] center = new double[d];
    for (int row : rows) {
      latent.copy(row, vector, 0);
      for (int i = 0; i < d; i++) {
        center[i] += vector[i] / (double) rows.length;
      }
    }
    int[] nearest = new int[WANTED];
    double[] distances = new double[WANTED];
    int found = 0;
    for (int row : rows) {
      latent.copy(row, vector, 0);
      double distance = distance(vector, center, latent.metric());
      int at = found;
      while (at > 0 && distances[at - 1] > distance) {
        at--;
      }
      // A copy of one that is listed lies at the very same distance, just before.
      boolean copy = at > 0 && distances[at - 1] == distance;
      if (at < WANTED && !copy) {
        for (int i = Math.min(found, WANTED - 1); i > at; i--) {
          nearest[i] = nearest[i - 1];
          distances[i] = distances[i - 1];
        }
        nearest[at] = row;
        distances[at] = distance;
        found = Math.min(found + 1, WANTED);
      }
    }
    return Arrays.copyOf(nearest, found);
  }

  private static double distance(float[] vector, double[] center, VectorMetric metric) {
    double dot = 0;
    double squares = 0;
    double apart = 0;
    for (int i = 0; i < center.length; i++) {
      dot += vector[i] * center[i];
      squares += (double) vector[i] * vector[i];
      apart += (vector[i] - center[i]) * (vector[i] - center[i]);
    }
    return metric == VectorMetric.EUCLIDEAN ? apart : -dot / Math.sqrt(Math.max(squares, 1e-30));
  }
}
