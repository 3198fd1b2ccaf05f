package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactPairsTest {
  @Test
  void scan_anySize_measuresEachPairOnce() {
    Random random = new Random(Long.getLong("portolan.seed", 7));
    for (int n : new int[] {0, 1, 2, 7, 31, 32, 33, 64, 65, 200}) {
      for (int d : new int[] {1, 5, 16}) {
        for (VectorMetric metric : VectorMetric.values()) {
          assertPairs(vectors(random, n, d, metric));
        }
      }
    }
  }

  private static LatentVectors vectors(Random random, int n, int d, VectorMetric metric) {
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return FlatVectors.of(values, d, metric);
  }

  private static void assertPairs(LatentVectors vectors) {
    int n = vectors.size();
    RowDistances expected = new RowDistances(vectors);
    int[] visits = new int[n];
    float[][] found = new float[n][n];
    ExactPairs.scan(
        vectors,
        3,
        Progress.none(),
        () ->
            (row, distances, offset) -> {
              visits[row]++;
              for (int b = row + 1; b < n; b++) {
                found[row][b] = distances[offset + b];
              }
            });
    for (int a = 0; a < n; a++) {
      assertEquals(1, visits[a]);
      for (int b = a + 1; b < n; b++) {
        float right = expected.from(a).to(b);
        assertTrue(Math.abs(right - found[a][b]) <= 1e-4, n + ": " + a + ", " + b);
      }
    }
  }
}
