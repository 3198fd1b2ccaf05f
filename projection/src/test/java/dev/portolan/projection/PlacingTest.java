package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacingTest {
  private static final int N = 3000;
  private static final int NEW = 300;
  private static final int D = 12;
  private static final int K = 15;

  private static FlatVectors vectors;
  private static Positions map;

  @BeforeAll
  static void fit() {
    vectors = TestSeeds.clouds(N, D, 6, VectorMetric.COSINE, 5);
    NeighborGraph graph = TestSeeds.graph(vectors, K);
    map =
        Projector.project(
            vectors, graph, Projection.Umap.defaults(), TestSeeds.SEED, 2, Progress.none());
  }

  @Test
  void of_copies_fallOnTheirTwins() {
    float[] copies = Arrays.copyOf(vectors.values(), NEW * D);
    NeighborGraph nearest = nearest(copies);
    for (int i = 0; i < NEW; i++) {
      nearest.distances()[i * K] = 0;
    }
    Positions places = place(nearest, 2);
    for (int i = 0; i < NEW; i++) {
      assertEquals(map.x()[nearest.rows()[i * K]], places.x()[i]);
      assertEquals(map.y()[nearest.rows()[i * K]], places.y()[i]);
    }
  }

  @Test
  void of_vectorsTurnedALittle_fallNearWhereTheyCameFrom() {
    float[] turned = turned(.99);
    Positions places = place(nearest(turned), 2);
    double[] apart = new double[NEW];
    for (int i = 0; i < NEW; i++) {
      apart[i] = Math.hypot(places.x()[i] - map.x()[i], places.y()[i] - map.y()[i]);
    }
    Arrays.sort(apart);
    float[] x = map.x().clone();
    Arrays.sort(x);
    double width = x[N - 1] - x[0];
    assertTrue(apart[NEW / 2] < .02 * width, apart[NEW / 2] + " on a map of " + width);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void of_otherThreads_sameBits(int threads) {
    NeighborGraph nearest = nearest(turned(.9));
    assertArrayEquals(place(nearest, 2).x(), place(nearest, threads).x());
    assertArrayEquals(place(nearest, 2).y(), place(nearest, threads).y());
  }

  @Test
  void of_oneAlone_fallsWhereItFallsAmongOthers() {
    NeighborGraph all = nearest(turned(.9));
    Positions places = place(all, 2);
    for (int i : new int[] {0, 1, 7, 8, NEW - 1}) {
      int[] rows = Arrays.copyOfRange(all.rows(), i * K, (i + 1) * K);
      float[] distances = Arrays.copyOfRange(all.distances(), i * K, (i + 1) * K);
      Positions alone = place(new NeighborGraph(1, K, rows, distances), 1);
      assertEquals(places.x()[i], alone.x()[0]);
      assertEquals(places.y()[i], alone.y()[0]);
    }
  }

  @Test
  void of_mapOfAnotherKind_fallsOnTheMeanOfItsNeighbours() {
    Positions drawn = new Positions(new float[] {0, 2}, new float[] {1, 1}, new Projection.Pca());
    NeighborGraph nearest = new NeighborGraph(1, 2, new int[] {0, 1}, new float[] {.5f, .5f});
    Positions places = Placing.of(nearest, drawn, 1, 1, Progress.none());
    assertEquals(1, places.x()[0], 1e-6);
    assertEquals(1, places.y()[0], 1e-6);
  }

  @Test
  void of_nothing_isNothing() {
    assertEquals(0, place(new NeighborGraph(0, 0, new int[0], new float[0]), 2).size());
  }

  @Test
  void of_emptyMap_isRefused() {
    Positions empty = new Positions(new float[0], new float[0], Projection.Umap.defaults());
    NeighborGraph one = new NeighborGraph(1, 0, new int[0], new float[0]);
    assertThrows(
        IllegalArgumentException.class, () -> Placing.of(one, empty, 1, 1, Progress.none()));
  }

  private static Positions place(NeighborGraph nearest, int threads) {
    return Placing.of(nearest, map, TestSeeds.SEED, threads, Progress.none());
  }

  /// The first vectors turned at random to a cosine with what they were.
  private static float[] turned(double cosine) {
    float[] noise = TestSeeds.gaussian(NEW * D, 77);
    float[] turned = new float[NEW * D];
    double sine = Math.sqrt(1 - cosine * cosine);
    for (int i = 0; i < NEW; i++) {
      double along = 0;
      double squares = 0;
      for (int c = 0; c < D; c++) {
        along += (double) noise[i * D + c] * vectors.values()[i * D + c];
      }
      for (int c = 0; c < D; c++) {
        noise[i * D + c] -= (float) (along * vectors.values()[i * D + c]);
        squares += (double) noise[i * D + c] * noise[i * D + c];
      }
      for (int c = 0; c < D; c++) {
        turned[i * D + c] =
            (float)
                (cosine * vectors.values()[i * D + c]
                    + sine * noise[i * D + c] / Math.sqrt(squares));
      }
    }
    return turned;
  }

  /// The K nearest mapped rows of each, by brute force.
  private static NeighborGraph nearest(float[] others) {
    HeapVectors heap = HeapVectors.of(vectors, 2);
    NearestLists lists = new NearestLists(NEW, K);
    for (int i = 0; i < NEW; i++) {
      for (int row = 0; row < N; row++) {
        lists.offer(i, row, heap.distance(others, i * D, row));
      }
    }
    return new NeighborGraph(NEW, K, lists.rows, lists.distances);
  }
}
