package dev.portolan.storage.hnsw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Sums against the plain ones in double, and both kernels against each other.
class RowKernelOracleTest {
  private static final long SEED = Long.getLong("portolan.seed", 7);
  private static final int ROWS = 5;

  @Test
  void scalar_anyLength_agreesWithTheSumsInDouble() {
    for (int d = 8; d <= 400; d += 8) {
      float[] rows = rows(d);
      float[] squares = squares(new ScalarRows(), rows, d);
      float[] dots = dots(new ScalarRows(), rows, d);
      for (int r = 0; r < ROWS; r++) {
        double square = 0;
        double dot = 0;
        for (int i = 0; i < d; i++) {
          double apart = (double) rows[i] - rows[r * d + i];
          square += apart * apart;
          dot += (double) rows[i] * rows[r * d + i];
        }
        assertEquals(square, squares[r], 1e-4, "d %d, seed %d".formatted(d, SEED));
        assertEquals(dot, dots[r], 1e-4, "d %d, seed %d".formatted(d, SEED));
      }
    }
  }

  @Test
  void simd_anyLength_returnsTheBitsOfItsScalarTwin() {
    assumeTrue(
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && SimdRows.USABLE,
        "the vector module is not there");
    for (int d = 8; d <= 400; d += 8) {
      float[] rows = rows(d);
      String note = "d %d, seed %d".formatted(d, SEED);
      assertArrayEquals(squares(new ScalarRows(), rows, d), squares(new SimdRows(), rows, d), note);
      assertArrayEquals(dots(new ScalarRows(), rows, d), dots(new SimdRows(), rows, d), note);
    }
  }

  private static float[] squares(RowKernel kernel, float[] all, int d) {
    float[] sums = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      sums[r] = kernel.squares(all, 0, all, r * d, d);
    }
    return sums;
  }

  private static float[] dots(RowKernel kernel, float[] all, int d) {
    float[] sums = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      sums[r] = kernel.dot(all, 0, all, r * d, d);
    }
    return sums;
  }

  /// `[ROWS][d]`, row-major.
  private static float[] rows(int d) {
    SplittableRandom random = new SplittableRandom(SEED + d);
    float[] rows = new float[ROWS * d];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextDouble(-1, 1);
    }
    return rows;
  }
}
