package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectorTest {
  private static final Projection.Umap FAST =
      new Projection.Umap(15, .1f, 1, 30, 5, Projection.Init.PCA);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 9, 14, 15, 16, 40})
  void project_fewRows_finiteAndApart(int n) {
    FlatVectors vectors = TestSeeds.clouds(n, 4, 1, VectorMetric.EUCLIDEAN, 71);
    Positions positions = project(vectors, new Projection.Auto(), 2);
    assertEquals(n, positions.size());
    assertFinite(positions);
    for (int i = 1; i < n; i++) {
      assertTrue(
          positions.x()[i] != positions.x()[0] || positions.y()[i] != positions.y()[0],
          "row " + i + " lies on row 0");
    }
  }

  @Test
  void project_allDistancesZero_finite() {
    float[] values = new float[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i / 2 + 1) * 1e-30f;
    }
    FlatVectors same = new FlatVectors(values, 30, 2, VectorMetric.EUCLIDEAN);
    assertFinite(project(same, new Projection.Auto(), 2));
  }

  @ParameterizedTest
  @EnumSource(Projection.Init.class)
  void project_islands_stayTogetherAndApart(Projection.Init start) {
    FlatVectors vectors = TestSeeds.clouds(600, 5, 3, VectorMetric.EUCLIDEAN, 73);
    for (int i = 0; i < vectors.values().length; i++) {
      vectors.values()[i] += 1000f * (i / 5 % 3);
    }
    Positions positions = project(vectors, new Projection.Umap(10, .1f, 1, 200, 5, start), 2);
    assertFinite(positions);
    int strangers = 0;
    for (int i = 0; i < 600; i++) {
      strangers += nearestOnMap(positions, i) % 3 == i % 3 ? 0 : 1;
    }
    assertTrue(strangers <= 6, strangers + " of 600 lie next to another island");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void project_anyThreads_sameBits(int threads) {
    FlatVectors vectors = TestSeeds.clouds(2500, 16, 6, VectorMetric.COSINE, 79);
    NeighborGraph graph = TestSeeds.graph(vectors, 14);
    Positions three = Projector.project(vectors, graph, FAST, 5, 3, Progress.none());
    Positions other = Projector.project(vectors, graph, FAST, 5, threads, Progress.none());
    assertArrayEquals(three.x(), other.x());
    assertArrayEquals(three.y(), other.y());
  }

  @Test
  void project_otherSeed_otherMap() {
    FlatVectors vectors = TestSeeds.clouds(300, 8, 3, VectorMetric.COSINE, 83);
    NeighborGraph graph = TestSeeds.graph(vectors, 14);
    float[] five = Projector.project(vectors, graph, FAST, 5, 1, Progress.none()).x();
    float[] six = Projector.project(vectors, graph, FAST, 6, 1, Progress.none()).x();
    assertTrue(java.util.Arrays.mismatch(five, six) >= 0);
  }

  @Test
  void project_narrowGraph_saysSo() {
    FlatVectors vectors = TestSeeds.clouds(300, 8, 3, VectorMetric.COSINE, 83);
    NeighborGraph narrow = TestSeeds.graph(vectors, 5);
    String message = message(vectors, narrow);
    assertTrue(message.contains("5 neighbours per row, nNeighbors 15 takes 14"), message);
    message = message(TestSeeds.clouds(299, 8, 3, VectorMetric.COSINE, 83), narrow);
    assertTrue(message.contains("300 rows, the vectors 299"), message);
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
            return reports.get() > 40;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> Projector.project(vectors, graph, FAST, 5, threads, cancelling));
  }

  @Test
  void nodeEmbedding_clouds_keepsThemApart() {
    FlatVectors vectors = TestSeeds.clouds(900, 20, 6, VectorMetric.EUCLIDEAN, 89);
    NeighborGraph graph = TestSeeds.graph(vectors, 15);
    float[] positions = NodeEmbedding.of(graph, 5, 50, 5, 2, Progress.none());
    assertEquals(900 * 5, positions.length);
    int strangers = 0;
    for (int i = 0; i < 900; i++) {
      strangers += nearest(positions, i, 5) % 6 == i % 6 ? 0 : 1;
    }
    assertTrue(strangers <= 9, strangers + " of 900 lie next to another cloud");
    assertArrayEquals(positions, NodeEmbedding.of(graph, 5, 50, 5, 1, Progress.none()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void nodeEmbedding_fewRows_finite(int n) {
    NeighborGraph graph =
        TestSeeds.graph(TestSeeds.clouds(n, 4, 1, VectorMetric.EUCLIDEAN, 97), 15);
    float[] positions = NodeEmbedding.of(graph, 4, 50, 5, 2, Progress.none());
    assertEquals(4 * n, positions.length);
    for (float coordinate : positions) {
      assertTrue(Float.isFinite(coordinate));
    }
  }

  private static String message(LatentVectors vectors, NeighborGraph graph) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> Projector.project(vectors, graph, FAST, 5, 1, Progress.none()))
        .getMessage();
  }

  private static Positions project(FlatVectors vectors, Projection projection, int threads) {
    return Projector.project(
        vectors, TestSeeds.graph(vectors, 14), projection, 5, threads, Progress.none());
  }

  private static void assertFinite(Positions positions) {
    for (int i = 0; i < positions.size(); i++) {
      assertTrue(Float.isFinite(positions.x()[i]) && Float.isFinite(positions.y()[i]), "row " + i);
    }
  }

  private static int nearestOnMap(Positions positions, int row) {
    float[] flat = new float[2 * positions.size()];
    for (int i = 0; i < positions.size(); i++) {
      flat[2 * i] = positions.x()[i];
      flat[2 * i + 1] = positions.y()[i];
    }
    return nearest(flat, row, 2);
  }

  private static int nearest(float[] positions, int row, int d) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < positions.length / d; other++) {
      double sum = 0;
      for (int c = 0; c < d; c++) {
        sum += Math.pow(positions[row * d + c] - positions[other * d + c], 2);
      }
      if (other != row && sum < least) {
        least = sum;
        best = other;
      }
    }
    return best;
  }
}
