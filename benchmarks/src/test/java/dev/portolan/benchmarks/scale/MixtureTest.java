package dev.portolan.benchmarks.scale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.NeighborGraph;
import dev.portolan.storage.Datum;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final long SEED = Long.getLong("portolan.seed", 7);
  private static final int REAL = 40;
  private static final int DIMENSIONS = 24;
  private static final int NEAR = 5;
  private static final double SPACING = .02;

  private final RealVectors real = real();

  @Test
  void larger_beginsWithTheSmaller() {
    List<Datum> few = drawn(10, SEED);
    List<Datum> many = drawn(30, SEED);
    for (int i = 0; i < few.size(); i++) {
      assertEquals(few.get(i).id(), many.get(i).id());
      assertArrayEquals(few.get(i).latent(), many.get(i).latent());
    }
  }

  @Test
  void otherSeed_drawsOthers() {
    assertTrue(cosine(drawn(1, SEED).getFirst(), drawn(1, SEED + 1).getFirst()) < .999);
  }

  @Test
  void vectors_areOfLengthOne_andNoTwoAlike() {
    List<Datum> drawn = drawn(200, SEED);
    for (int i = 0; i < drawn.size(); i++) {
      assertEquals(1, cosine(drawn.get(i), drawn.get(i)), 1e-5);
      for (int j = 0; j < i; j++) {
        assertTrue(cosine(drawn.get(i), drawn.get(j)) < 1 - 1e-4, "data " + i + " and " + j);
      }
    }
  }

  @Test
  void vector_liesNearARealOne() {
    for (Datum datum : drawn(200, SEED)) {
      double nearest =
          real.rows().stream()
              .mapToDouble(row -> 1 - cosine(datum, Datum.of("real", row)))
              .min()
              .orElseThrow();
      assertTrue(nearest < 2 * SPACING, "distance %s".formatted(nearest));
    }
  }

  private List<Datum> drawn(int n, long seed) {
    List<Datum> drawn = new ArrayList<>();
    new Mixture(real, n, seed).forEach(drawn::add);
    return drawn;
  }

  /// One clump of real vectors, each listing the next ones as its neighbours.
  private static RealVectors real() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<float[]> rows = new ArrayList<>();
    int[] near = new int[REAL * NEAR];
    float[] distances = new float[REAL * NEAR];
    for (int i = 0; i < REAL; i++) {
      float[] row = new float[DIMENSIONS];
      row[0] = 10;
      for (int j = 1; j < DIMENSIONS; j++) {
        row[j] = (float) (.4 * random.nextGaussian());
      }
      UnitVector.normalise(row);
      rows.add(row);
      for (int s = 0; s < NEAR; s++) {
        near[i * NEAR + s] = (i + s + 1) % REAL;
        distances[i * NEAR + s] = (float) SPACING;
      }
    }
    return new RealVectors(rows, new NeighborGraph(REAL, NEAR, near, distances));
  }

  private static double cosine(Datum a, Datum b) {
    double dot = 0;
    for (int j = 0; j < DIMENSIONS; j++) {
      dot += (double) a.latent()[j] * b.latent()[j];
    }
    return dot;
  }
}
