package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Data without near neighbours: what is found of them when all pairs cost too much, and that other
/// data do not notice.
class NeighborShortfallTest {
  private static final int N = 3000;
  private static final int K = 4;
  private static final double NOTHING = 0;

  private final FlatVectors random =
      FlatVectors.of(TestSeeds.gaussian(N * 200, 41), 200, VectorMetric.COSINE);

  @Test
  void build_allPairsTooDear_fillsEveryListWithOthers() {
    NeighborGraph graph = build(random, NOTHING, 2).graph();
    for (int row = 0; row < N; row++) {
      int self = row;
      int[] listed = Arrays.copyOfRange(graph.rows(), row * K, (row + 1) * K);
      assertEquals(
          K,
          IntStream.of(listed).filter(r -> r >= 0 && r != self).distinct().count(),
          "row " + row);
    }
  }

  @Test
  void build_allPairsTooDear_saysWhatItFound() {
    NeighborResult result = build(random, NOTHING, 2);
    int[] truth = truth().rows;
    int hits = 0;
    for (int s = 0; s < N * K; s++) {
      int first = s / K * K;
      int listed = result.graph().rows()[s];
      hits += Arrays.stream(truth, first, first + K).anyMatch(row -> row == listed) ? 1 : 0;
    }
    double found = hits / (double) (N * K);
    assertTrue(found < NeighborSearch.ENOUGH, "recall " + found);
    assertEquals(found, result.recall(), .04);
  }

  @Test
  void build_allPairsTooDear_sameForAnyThreads() {
    NeighborResult one = build(random, NOTHING, 1);
    NeighborResult two = build(random, NOTHING, 2);
    assertArrayEquals(one.graph().rows(), two.graph().rows());
    assertArrayEquals(one.graph().distances(), two.graph().distances());
    assertEquals(one.recall(), two.recall());
  }

  @Test
  void build_allPairsAffordable_isExact() {
    NeighborResult result =
        NeighborSearch.build(
            random, Seeds.none(), new NeighborOptions(K, TestSeeds.SEED, 2), Progress.none());
    assertEquals(1, result.recall());
    assertArrayEquals(truth().rows, result.graph().rows());
  }

  @Test
  void build_nearNeighbors_sameWhateverAllPairsMayCost() {
    FlatVectors clouds = TestSeeds.clouds(N, 20, 12, VectorMetric.COSINE, 11);
    NeighborResult poor = build(clouds, NOTHING, 2);
    NeighborResult rich = build(clouds, Double.POSITIVE_INFINITY, 2);
    assertTrue(poor.recall() >= NeighborSearch.ENOUGH, "recall " + poor.recall());
    assertEquals(rich.measured(), poor.measured());
    assertArrayEquals(rich.graph().rows(), poor.graph().rows());
  }

  private NearestLists truth() {
    int[] all = IntStream.range(0, N).toArray();
    return ExactNeighbors.nearest(random, all, K, 2, Progress.none());
  }

  private static NeighborResult build(LatentVectors vectors, double affordable, int threads) {
    NeighborOptions options = new NeighborOptions(K, TestSeeds.SEED, threads);
    return NeighborSearch.build(vectors, Seeds.none(), options, affordable, Progress.none());
  }
}
