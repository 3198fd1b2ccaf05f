package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeighborSearchOracleTest {
  private static final int N = 3000;
  private static final int K = 10;

  @ParameterizedTest
  @EnumSource(VectorMetric.class)
  void build_largeSet_findsTheTrueNeighbors(VectorMetric metric) {
    FlatVectors vectors = TestSeeds.clouds(N, 20, 12, metric, 11);
    NeighborResult result = build(vectors, Seeds.none(), K, 2);
    assertTrue(result.rounds() > 0, "not by brute force");
    int hits = 0;
    for (int row = 0; row < N; row += 10) {
      int[] truth = truth(vectors, row, K);
      int[] found = row(result.graph(), row);
      hits += (int) Arrays.stream(truth).filter(t -> contains(found, t)).count();
    }
    double recall = hits / (N / 10.0 * K);
    assertTrue(recall >= .98, "recall " + recall);
    assertTrue(result.recall() >= .98, "audited " + result.recall());
  }

  @ParameterizedTest
  @EnumSource(VectorMetric.class)
  void build_smallSet_isExact(VectorMetric metric) {
    FlatVectors vectors = TestSeeds.clouds(300, 7, 5, metric, 13);
    NeighborGraph graph = build(vectors, Seeds.none(), K, 2).graph();
    for (int row = 0; row < graph.n(); row++) {
      double[] expected = distances(vectors, row, truth(vectors, row, K));
      double[] actual = distances(vectors, row, row(graph, row));
      assertArrayEquals(expected, actual, 1e-5, "row " + row);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, K, K + 1})
  void build_fewRows_listsAllOthers(int n) {
    FlatVectors vectors = TestSeeds.clouds(n, 4, 1, VectorMetric.EUCLIDEAN, 17);
    NeighborGraph graph = build(vectors, Seeds.none(), K, 2).graph();
    assertEquals(n, graph.n());
    assertEquals(Math.max(0, Math.min(K, n - 1)), graph.k());
    for (int row = 0; row < n; row++) {
      int self = row;
      int[] found = row(graph, row);
      assertEquals(graph.k(), Arrays.stream(found).filter(r -> r != self).distinct().count());
    }
  }

  @Test
  void build_goodSeeds_takesFewerRounds() {
    FlatVectors vectors = TestSeeds.clouds(N, 20, 12, VectorMetric.COSINE, 11);
    NeighborResult blind = build(vectors, Seeds.none(), K, 2);
    NeighborGraph known = blind.graph();
    Seeds seeds =
        (row, target) -> {
          System.arraycopy(known.rows(), row * K, target, 0, K);
          return K;
        };
    NeighborResult led = build(vectors, seeds, K, 2);
    assertTrue(led.rounds() < blind.rounds(), led.rounds() + " of " + blind.rounds());
    assertTrue(led.recall() >= .98, "recall " + led.recall());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void build_otherThreads_sameGraph(int threads) {
    FlatVectors vectors = TestSeeds.clouds(N, 20, 3, VectorMetric.EUCLIDEAN, 19);
    NeighborGraph two = build(vectors, Seeds.none(), K, 2).graph();
    NeighborGraph other = build(vectors, Seeds.none(), K, threads).graph();
    assertArrayEquals(two.rows(), other.rows());
    assertArrayEquals(two.distances(), other.distances());
  }

  @Test
  void build_rows_nearestFirstAndNeverThemselves() {
    FlatVectors vectors = TestSeeds.clouds(N, 3, 3, VectorMetric.EUCLIDEAN, 23);
    NeighborGraph graph = build(vectors, Seeds.none(), K, 2).graph();
    for (int s = 0; s < graph.rows().length; s++) {
      assertTrue(graph.rows()[s] != s / K, "row " + s / K + " lists itself");
      boolean first = s % K == 0;
      assertTrue(first || graph.distances()[s - 1] <= graph.distances()[s], "slot " + s);
    }
  }

  @Test
  void widen_anyRow_listsTheTrueNeighbors() {
    FlatVectors vectors = TestSeeds.clouds(N, 20, 12, VectorMetric.COSINE, 29);
    NeighborGraph graph = build(vectors, Seeds.none(), 15, 2).graph();
    int[] rows = {0, 7, 1500, N - 1};
    WideNeighbors wide = WideNeighbors.of(vectors, graph, rows, 32, 2, Progress.none());
    assertEquals(32, wide.k());
    for (int q = 0; q < rows.length; q++) {
      int[] found = Arrays.copyOfRange(wide.rows(), q * 32, q * 32 + 32);
      int[] truth = truth(vectors, rows[q], 32);
      long hits = Arrays.stream(truth).filter(t -> contains(found, t)).count();
      assertTrue(hits >= 28, hits + " of 32 for row " + rows[q]);
    }
  }

  @Test
  void widen_smallIsland_endsThere() {
    float[] values = new float[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 4 ? i : 1000 + i;
    }
    FlatVectors line = FlatVectors.of(values, 1, VectorMetric.EUCLIDEAN);
    NeighborGraph graph = build(line, Seeds.none(), 3, 1).graph();
    WideNeighbors wide = WideNeighbors.of(line, graph, new int[] {0, 39}, 6, 1, Progress.none());
    assertArrayEquals(new int[] {1, 2, 3, -1, -1, -1}, Arrays.copyOf(wide.rows(), 6));
    assertArrayEquals(new int[] {38, 37, 36, 35, 34, 33}, Arrays.copyOfRange(wide.rows(), 6, 12));
  }

  @Test
  void build_cancelled_stops() {
    FlatVectors vectors = TestSeeds.clouds(N, 20, 3, VectorMetric.EUCLIDEAN, 19);
    Progress cancelled =
        new Progress() {
          @Override
          public void advance(long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    NeighborOptions options = new NeighborOptions(K, TestSeeds.SEED, 2);
    assertThrows(
        CancellationException.class,
        () -> NeighborSearch.build(vectors, Seeds.none(), options, cancelled));
  }

  private static NeighborResult build(LatentVectors vectors, Seeds seeds, int k, int threads) {
    return NeighborSearch.build(
        vectors, seeds, new NeighborOptions(k, TestSeeds.SEED, threads), Progress.none());
  }

  private static int[] truth(FlatVectors vectors, int row, int k) {
    return IntStream.range(0, vectors.size())
        .filter(other -> other != row)
        .boxed()
        .sorted(Comparator.comparingDouble(other -> distance(vectors, row, other)))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] distances(FlatVectors vectors, int row, int[] others) {
    return Arrays.stream(others).mapToDouble(other -> distance(vectors, row, other)).toArray();
  }

  private static double distance(FlatVectors vectors, int i, int j) {
    int d = vectors.dimensions();
    double dot = 0;
    double square = 0;
    for (int c = 0; c < d; c++) {
      double a = vectors.values()[i * d + c];
      double b = vectors.values()[j * d + c];
      dot += a * b;
      square += (a - b) * (a - b);
    }
    return vectors.metric() == VectorMetric.COSINE ? 1 - dot : Math.sqrt(square);
  }

  private static int[] row(NeighborGraph graph, int row) {
    return Arrays.copyOfRange(graph.rows(), row * graph.k(), (row + 1) * graph.k());
  }

  private static boolean contains(int[] rows, int row) {
    return Arrays.stream(rows).anyMatch(r -> r == row);
  }
}
