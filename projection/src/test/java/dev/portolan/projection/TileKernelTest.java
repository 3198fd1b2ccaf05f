package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileKernelTest {
  private static final int MEMBERS = 24;
  private static final int PITCH = MEMBERS;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50, 384})
  void scalar_anyLength_agreesWithTheSumsInDouble(int d) {
    float[][] members = members(d);
    float[][] sums = sums(new ScalarTile(), members, d);
    for (int i = 0; i < MEMBERS; i++) {
      for (int j = 0; j < MEMBERS; j++) {
        double square = 0;
        double dot = 0;
        for (int e = 0; e < d; e++) {
          double apart = (double) members[i][e] - members[j][e];
          square += apart * apart;
          dot += (double) members[i][e] * members[j][e];
        }
        assertEquals(square, sums[0][i * PITCH + j], 1e-4 * d);
        assertEquals(dot, sums[1][i * PITCH + j], 1e-4 * d);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50, 384})
  void simd_anyLength_returnsTheBitsOfItsScalarTwin(int d) {
    assumeTrue(VectorModule.PRESENT, "the vector module is not there");
    float[][] members = members(d);
    float[][] scalar = sums(new ScalarTile(), members, d);
    float[][] simd = sums(new SimdTile(), members, d);
    assertArrayEquals(scalar[0], simd[0]);
    assertArrayEquals(scalar[1], simd[1]);
  }

  /// Squares and dots of all pairs.
  private static float[][] sums(TileKernel kernel, float[][] members, int d) {
    float[] block = new float[MEMBERS * d];
    for (int m = 0; m < MEMBERS; m++) {
      for (int e = 0; e < d; e++) {
        block[TileKernel.begin(m, d) + e * TileKernel.LANES] = members[m][e];
      }
    }
    float[][] sums = new float[2][MEMBERS * PITCH];
    float[] tile = new float[TileKernel.ROWS * PITCH];
    for (int i = 0; i < MEMBERS; i += TileKernel.ROWS) {
      for (int j = 0; j < MEMBERS; j += TileKernel.LANES) {
        kernel.squares(block, d, i, j, tile, PITCH);
      }
      System.arraycopy(tile, 0, sums[0], i * PITCH, tile.length);
      for (int j = 0; j < MEMBERS; j += TileKernel.LANES) {
        kernel.dots(block, d, i, j, tile, PITCH);
      }
      System.arraycopy(tile, 0, sums[1], i * PITCH, tile.length);
    }
    return sums;
  }

  private static float[][] members(int d) {
    SplittableRandom random = new SplittableRandom(TestSeeds.SEED + d);
    float[][] members = new float[MEMBERS][d];
    for (float[] member : members) {
      for (int e = 0; e < d; e++) {
        member[e] = (float) random.nextDouble(-1, 1);
      }
    }
    return members;
  }
}
