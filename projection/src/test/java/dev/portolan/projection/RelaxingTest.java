package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Some rows of a finished map, and all of them, go on from where they lie.
class RelaxingTest {
  private static final int N = 2000;
  private static final int D = 12;
  private static final int K = 15;

  private static NeighborGraph graph;
  private static Positions map;

  @BeforeAll
  static void fit() {
    FlatVectors vectors = TestSeeds.clouds(N, D, 6, VectorMetric.COSINE, 5);
    graph = TestSeeds.graph(vectors, K);
    map =
        Projector.project(
            vectors, graph, Projection.Umap.defaults(), TestSeeds.SEED, 2, Progress.none());
  }

  @Test
  void of_onlyFreeRowsMove() {
    int[] free = IntStream.range(0, N).filter(row -> row % 17 == 0).toArray();
    Positions relaxed = relaxed(free, map, 2);
    BitSet mayMove = new BitSet();
    Arrays.stream(free).forEach(mayMove::set);
    int moved = 0;
    for (int row = 0; row < N; row++) {
      boolean stays = relaxed.x()[row] == map.x()[row] && relaxed.y()[row] == map.y()[row];
      assertTrue(stays || mayMove.get(row), "row " + row);
      moved += stays ? 0 : 1;
    }
    assertTrue(moved > free.length * 3 / 4, moved + " of " + free.length + " moved");
  }

  /// Rows that were pushed away from their neighbours come back to them.
  @Test
  void of_rowsPushedAway_comeBack() {
    int[] free = IntStream.range(0, 40).toArray();
    float[] x = map.x().clone();
    float[] y = map.y().clone();
    for (int row : free) {
      x[row] += row % 2 == 0 ? 2 : -2;
      y[row] += row % 4 < 2 ? 2 : -2;
    }
    Positions thrown = new Positions(x, y, map.projection());
    double before = NeighborsKept.share(free, some(free), thrown, 2);
    double after = NeighborsKept.share(free, some(free), relaxed(free, thrown, 2), 2);
    double built = NeighborsKept.share(free, some(free), map, 2);
    assertTrue(before < .2 * built, before + " of " + built);
    assertTrue(after > .6 * built, after + " of " + built);
  }

  @Test
  void of_otherThreads_sameBits() {
    int[] free = IntStream.range(0, 1500).toArray();
    Positions one = relaxed(free, map, 1);
    Positions four = relaxed(free, map, 4);
    assertArrayEquals(one.x(), four.x());
    assertArrayEquals(one.y(), four.y());
  }

  @Test
  void of_mapOfAnotherKind_isRefused() {
    Positions pca = new Positions(map.x(), map.y(), new Projection.Pca());
    int[] free = {3};
    assertThrows(IllegalArgumentException.class, () -> relaxed(free, pca, 1));
  }

  @Test
  void of_nothingFree_staysAsItWas() {
    assertArrayEquals(map.x(), relaxed(new int[0], map, 2).x());
  }

  @Test
  void refining_keepsTheLayoutAndItsNeighbours() {
    float[] places = new float[2 * N];
    for (int row = 0; row < N; row++) {
      places[2 * row] = map.x()[row];
      places[2 * row + 1] = map.y()[row];
    }
    Projection.Umap umap = (Projection.Umap) map.projection();
    Positions refined = Refining.of(graph, places, umap, 3, 2, Progress.none());
    assertArrayEquals(
        refined.x(), Refining.of(graph, places, umap, 3, 4, Progress.none()).x(), "threads");
    double[] moved = new double[N];
    for (int row = 0; row < N; row++) {
      moved[row] = Math.hypot(refined.x()[row] - map.x()[row], refined.y()[row] - map.y()[row]);
    }
    Arrays.sort(moved);
    assertNotEquals(0, moved[N / 2]);
    assertTrue(moved[N / 2] < 1, "half move by " + moved[N / 2]);
    int[] all = IntStream.range(0, N).toArray();
    double before = NeighborsKept.share(all, graph, map, 2);
    double after = NeighborsKept.share(all, graph, refined, 2);
    assertTrue(after > .9 * before, after + " of " + before);
  }

  @Test
  void share_isOneWhereTheMapIsTheTruth() {
    float[] line = {0, 1, 2.5f, 4.5f};
    Positions positions = new Positions(line, new float[4], new Projection.Pca());
    int[] rows = {0, 3};
    NeighborGraph truth = new NeighborGraph(2, 2, new int[] {1, 2, 2, 1}, new float[4]);
    assertEquals(1, NeighborsKept.share(rows, truth, positions, 1));
    NeighborGraph half = new NeighborGraph(2, 2, new int[] {1, 3, 2, 0}, new float[4]);
    assertEquals(.5, NeighborsKept.share(rows, half, positions, 1));
  }

  private static Positions relaxed(int[] free, Positions from, int threads) {
    return Relaxing.of(free, some(free), from, TestSeeds.SEED, threads, Progress.none());
  }

  private static NeighborGraph some(int[] which) {
    int[] rows = new int[which.length * K];
    float[] distances = new float[rows.length];
    for (int i = 0; i < which.length; i++) {
      System.arraycopy(graph.rows(), which[i] * K, rows, i * K, K);
      System.arraycopy(graph.distances(), which[i] * K, distances, i * K, K);
    }
    return new NeighborGraph(which.length, K, rows, distances);
  }
}
