package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  @Test
  void apart_randomVectors_growsWithTheirAngle() {
    Rows rows = Rows.random(VectorMetric.COSINE, 300, 48, Rows.SEED);
    Signatures signatures = Signatures.of(rows, workers(1));
    double error = 0;
    for (int row = 1; row < rows.size(); row++) {
      double share = Math.acos(1 - rows.distance(0, row)) / Math.PI;
      error += Math.abs(signatures.apart(0, row) - Signatures.BITS * share);
    }
    assertTrue(error / rows.size() < .06 * Signatures.BITS, "mean error " + error / rows.size());
  }

  @Test
  void allowed_nearVectors_differInNoMore() {
    for (VectorMetric metric : VectorMetric.values()) {
      Rows rows = Rows.random(metric, 500, 24, Rows.SEED).planted(0, 200, .2, Rows.SEED);
      Signatures signatures = Signatures.of(rows, workers(2));
      double distance = metric == VectorMetric.COSINE ? .05 : 1.5;
      int[] allowed = signatures.allowed(metric, distance);
      int near = 0;
      int passed = 0;
      for (int a = 0; a < rows.size(); a++) {
        for (int b = 0; b < a; b++) {
          if (rows.distance(a, b) <= distance) {
            near++;
            passed += signatures.apart(a, b) <= Math.min(allowed[a], allowed[b]) ? 1 : 0;
          }
        }
      }
      assertTrue(near > 10_000, "near pairs by " + metric + ": " + near);
      assertTrue(passed > .99 * near, passed + " of " + near + " by " + metric);
    }
  }

  @Test
  void from_anyBit_goesRound() {
    Rows rows = Rows.random(VectorMetric.COSINE, 3, 24, Rows.SEED);
    Signatures signatures = Signatures.of(rows, workers(1));
    for (int first = 0; first < Signatures.BITS; first++) {
      long next = signatures.from(1, (first + 1) % Signatures.BITS);
      assertEquals(signatures.from(1, first) << 1, next & -2L, "from bit " + first);
    }
  }

  @Test
  void of_anyThreads_isTheSame() {
    Rows rows = Rows.random(VectorMetric.EUCLIDEAN, 1000, 24, Rows.SEED);
    Signatures one = Signatures.of(rows, workers(1));
    Signatures four = Signatures.of(rows, workers(4));
    for (int row = 0; row < rows.size(); row++) {
      for (int first = 0; first < Signatures.BITS; first += Long.SIZE) {
        assertEquals(one.from(row, first), four.from(row, first), "row " + row);
      }
    }
    assertArrayEquals(one.allowed(rows.metric(), 1), four.allowed(rows.metric(), 1));
  }

  private static Workers workers(int threads) {
    return new Workers(threads, Progress.none());
  }
}
