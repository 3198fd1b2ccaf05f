package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TsneTest {
  private static final Projection.Tsne FAST =
      new Projection.Tsne(30, 12, 100, 0, Projection.Init.PCA);

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "1, 1, 0",
    "2, 1, 1",
    "3, 1, 2",
    "31, 10, 30",
    "91, 30, 90",
    "100000, 30, 90"
  })
  void settle_fewData_lowersThePerplexity(int n, float perplexity, int neighbors) {
    Projection.Tsne settled = (Projection.Tsne) Projection.Tsne.defaults().settle(n);
    assertEquals(perplexity, settled.perplexity());
    assertEquals(neighbors, settled.neighbors(n));
    assertEquals(750, settled.iterations());
    assertEquals(Math.max(200, n / 12f), settled.learningRate());
    assertEquals(settled, settled.settle(n));
  }

  @Test
  void settle_givenParameters_keepsThem() {
    Projection.Tsne given = new Projection.Tsne(5, 4, 33, 77, Projection.Init.RANDOM);
    assertEquals(given, given.settle(1000));
  }

  @ParameterizedTest
  @CsvSource({
    ".5, 12, 0, 0, perplexity is 0.5",
    "NaN, 12, 0, 0, perplexity is NaN",
    "30, .9, 0, 0, earlyExaggeration is 0.9",
    "30, 12, -1, 0, iterations is -1",
    "30, 12, 0, -1, learningRate is -1.0",
    "30, 12, 0, Infinity, learningRate is Infinity"
  })
  void tsne_badParameter_isNamed(
      float perplexity, float exaggeration, int iterations, float rate, String expected) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Projection.Tsne(
                        perplexity, exaggeration, iterations, rate, Projection.Init.PCA))
            .getMessage();
    assertTrue(message.contains("projection tsne: " + expected), message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 9, 40, 91})
  void project_fewRows_finiteAndApart(int n) {
    FlatVectors vectors = TestSeeds.clouds(n, 4, 1, VectorMetric.EUCLIDEAN, 71);
    Positions positions = project(vectors, Projection.Tsne.defaults());
    assertEquals(n, positions.size());
    assertApart(positions, n);
  }

  @Test
  void project_allEqual_finite() {
    assertFinite(project(FlatVectors.of(new float[1200], 3, VectorMetric.EUCLIDEAN), FAST));
  }

  @Test
  void project_manyCopiesAmongOthers_finiteAndOthersApart() {
    FlatVectors vectors = TestSeeds.clouds(900, 6, 3, VectorMetric.EUCLIDEAN, 75);
    for (int row = 501; row < 900; row++) {
      System.arraycopy(vectors.values(), 500 * 6, vectors.values(), row * 6, 6);
    }
    assertApart(project(vectors, FAST), 500);
  }

  @Test
  void project_oneOutlier_finiteAndOthersApart() {
    FlatVectors vectors = TestSeeds.clouds(900, 6, 3, VectorMetric.EUCLIDEAN, 77);
    Arrays.fill(vectors.values(), 899 * 6, 900 * 6, 1e6f);
    Positions positions = project(vectors, FAST);
    assertApart(positions, 900);
    float[] x = positions.x().clone();
    Arrays.sort(x);
    assertTrue(x[800] - x[100] > 1, "all but the outlier lie within " + (x[800] - x[100]));
  }

  @ParameterizedTest
  @EnumSource(Projection.Init.class)
  void project_islands_stayTogetherAndApart(Projection.Init start) {
    FlatVectors vectors = TestSeeds.clouds(600, 5, 3, VectorMetric.EUCLIDEAN, 73);
    for (int i = 0; i < vectors.values().length; i++) {
      vectors.values()[i] += 1000f * (i / 5 % 3);
    }
    Positions positions = project(vectors, new Projection.Tsne(20, 12, 300, 0, start));
    assertApart(positions, 600);
    int strangers = 0;
    for (int i = 0; i < 600; i++) {
      strangers += nearest(positions, i) % 3 == i % 3 ? 0 : 1;
    }
    assertTrue(strangers <= 6, strangers + " of 600 lie next to another island");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void project_anyThreads_sameBits(int threads) {
    FlatVectors vectors = TestSeeds.clouds(5000, 16, 6, VectorMetric.COSINE, 79);
    NeighborGraph graph = TestSeeds.graph(vectors, 14);
    Projection.Tsne tsne = new Projection.Tsne(30, 12, 40, 0, Projection.Init.PCA);
    Positions three = Projector.project(vectors, graph, tsne, 5, 3, Progress.none());
    Positions other = Projector.project(vectors, graph, tsne, 5, threads, Progress.none());
    assertArrayEquals(three.x(), other.x());
    assertArrayEquals(three.y(), other.y());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void project_cancelledOnTheWay_stops(int threads) {
    FlatVectors vectors = TestSeeds.clouds(2000, 8, 3, VectorMetric.COSINE, 83);
    NeighborGraph graph = TestSeeds.graph(vectors, 14);
    AtomicInteger reports = new AtomicInteger();
    Progress cancelling =
        new Progress() {
          @Override
          public void advance(long done, long total) {
            reports.incrementAndGet();
          }

          @Override
          public boolean cancelled() {
            return reports.get() > 60;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> Projector.project(vectors, graph, FAST, 5, threads, cancelling));
  }

  @Test
  void wideGraph_ofANarrowOne_findsMostOfTheTruth() {
    FlatVectors vectors = TestSeeds.clouds(5000, 12, 9, VectorMetric.EUCLIDEAN, 87);
    NeighborGraph narrow = TestSeeds.graph(vectors, 16);
    HeapVectors heap = HeapVectors.of(vectors, 2);
    NeighborGraph wide = WideGraph.of(heap, narrow, 60, 2, Progress.none());
    int[] asked = NeighborSearch.sample(5000, 200, TestSeeds.SEED);
    NearestLists truth = ExactNeighbors.nearest(heap, asked, 60, 2, Progress.none());
    int found = 0;
    for (int q = 0; q < asked.length; q++) {
      int first = asked[q] * 60;
      assertEquals(60, Arrays.stream(wide.rows(), first, first + 60).distinct().count());
      for (int s = first; s < first + 60; s++) {
        assertTrue(wide.rows()[s] != asked[q] && (s == first || sorted(wide, s)), "slot " + s);
        found += wide.distances()[s] <= truth.farthest(q) ? 1 : 0;
      }
    }
    assertTrue(found >= .85 * 60 * asked.length, found + " of " + 60 * asked.length);
  }

  private static boolean sorted(NeighborGraph graph, int slot) {
    return graph.distances()[slot - 1] <= graph.distances()[slot];
  }

  private static Positions project(FlatVectors vectors, Projection.Tsne tsne) {
    return Projector.project(vectors, TestSeeds.graph(vectors, 16), tsne, 5, 2, Progress.none());
  }

  private static void assertFinite(Positions positions) {
    for (int i = 0; i < positions.size(); i++) {
      assertTrue(Float.isFinite(positions.x()[i]) && Float.isFinite(positions.y()[i]), "row " + i);
    }
  }

  /// All finite, and no two of the first `distinct` rows at one place.
  private static void assertApart(Positions positions, int distinct) {
    assertFinite(positions);
    for (int i = 1; i < distinct; i++) {
      for (int j = 0; j < i; j++) {
        assertTrue(
            positions.x()[i] != positions.x()[j] || positions.y()[i] != positions.y()[j],
            "row " + i + " lies on row " + j);
      }
    }
  }

  private static int nearest(Positions positions, int row) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < positions.size(); other++) {
      double apart =
          Math.hypot(
              positions.x()[row] - positions.x()[other], positions.y()[row] - positions.y()[other]);
      if (other != row && apart < least) {
        least = apart;
        best = other;
      }
    }
    return best;
  }
}
