package dev.portolan.storage.hnsw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Four rows at a time against the plain sums in double, and both kernels against each other.
class RowKernelOracleTest {
  private static final long SEED = Long.getLong("portolan.seed", 7);

  @Test
  void scalar_anyLength_agreesWithTheSumsInDouble() {
    for (int d = 8; d <= 400; d += 8) {
      float[][] rows = rows(d);
      float[] squares = squares(new ScalarRows(), rows);
      float[] dots = dots(new ScalarRows(), rows);
      for (int r = 0; r < 4; r++) {
        double square = 0;
        double dot = 0;
        for (int i = 0; i < d; i++) {
          square += ((double) rows[0][i] - rows[r + 1][i]) * ((double) rows[0][i] - rows[r + 1][i]);
          dot += (double) rows[0][i] * rows[r + 1][i];
        }
        assertEquals(square, squares[r + 1], 1e-4, "d %d, seed %d".formatted(d, SEED));
        assertEquals(dot, dots[r + 1], 1e-4, "d %d, seed %d".formatted(d, SEED));
      }
    }
  }

  @Test
  void simd_anyLength_returnsTheBitsOfItsScalarTwin() {
    assumeTrue(
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && SimdRows.USABLE,
        "the vector module is not there");
    for (int d = 8; d <= 400; d += 8) {
      float[][] rows = rows(d);
      String note = "d %d, seed %d".formatted(d, SEED);
      assertArrayEquals(squares(new ScalarRows(), rows), squares(new SimdRows(), rows), note);
      assertArrayEquals(dots(new ScalarRows(), rows), dots(new SimdRows(), rows), note);
    }
  }

  private static float[] squares(RowKernel kernel, float[][] r) {
    float[] sums = new float[5];
    kernel.squares(r[0], r[1], r[2], r[3], r[4], sums, 1);
    return sums;
  }

  private static float[] dots(RowKernel kernel, float[][] r) {
    float[] sums = new float[5];
    kernel.dot(r[0], r[1], r[2], r[3], r[4], sums, 1);
    return sums;
  }

  private static float[][] rows(int d) {
    SplittableRandom random = new SplittableRandom(SEED + d);
    float[][] rows = new float[5][d];
    for (float[] row : rows) {
      for (int i = 0; i < d; i++) {
        row[i] = (float) random.nextDouble(-1, 1);
      }
    }
    return rows;
  }
}
