package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.projection.Progress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The kd-tree search against Prim's algorithm over all pairs, edge for edge.
class MinimumSpanningTreeOracleTest {

  @Test
  void blobs_sameTreeAsPrim() {
    for (int dimensions = 2; dimensions <= 5; dimensions++) {
      checkAgainstPrim(Blobs.of(700, dimensions, 6, dimensions));
    }
  }

  @Test
  void gridWithManyTies_sameTreeAsPrim() {
    float[] coordinates = new float[2 * 600];
    Random random = new Random(Blobs.SEED);
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = random.nextInt(15);
    }
    checkAgainstPrim(new Blobs(coordinates, 2, new int[600]));
  }

  @Test
  void identicalPoints_sameTreeAsPrim() {
    checkAgainstPrim(new Blobs(new float[3 * 300], 3, new int[300]));
  }

  @Test
  void fewPoints_sameTreeAsPrim() {
    for (int m = 0; m < 8; m++) {
      checkAgainstPrim(Blobs.of(m, 3, 2, m));
    }
  }

  private static void checkAgainstPrim(Blobs blobs) {
    MinimumSpanningTree expected = prim(blobs, 5);
    for (int threads : new int[] {1, 2, 4}) {
      MinimumSpanningTree found =
          MinimumSpanningTree.of(
              new PointTree(blobs.coordinates(), blobs.dimensions()),
              5,
              new Slices(threads, Progress.none()));
      assertEquals(Math.max(0, blobs.size() - 1), found.from().length);
      assertArrayEquals(expected.from(), found.from(), "seed " + Blobs.SEED);
      assertArrayEquals(expected.to(), found.to(), "seed " + Blobs.SEED);
      assertArrayEquals(expected.weights(), found.weights(), "seed " + Blobs.SEED);
    }
  }

  private static MinimumSpanningTree prim(Blobs blobs, int minSamples) {
    int m = blobs.size();
    int edges = Math.max(0, m - 1);
    int[] from = new int[edges];
    int[] to = new int[edges];
    double[] weights = new double[edges];
    double[] core = cores(blobs, minSamples);
    boolean[] inside = new boolean[m];
    int[] link = new int[m];
    Arrays.fill(link, -1);
    int current = 0;
    for (int edge = 0; edge < edges; edge++) {
      inside[current] = true;
      int next = -1;
      for (int i = 0; i < m; i++) {
        if (inside[i]) {
          continue;
        }
        if (link[i] < 0 || before(blobs, core, current, i, link[i], i)) {
          link[i] = current;
        }
        if (next < 0 || before(blobs, core, link[i], i, link[next], next)) {
          next = i;
        }
      }
      from[edge] = Math.min(link[next], next);
      to[edge] = Math.max(link[next], next);
      weights[edge] = reach(blobs, core, link[next], next);
      current = next;
    }
    return MinimumSpanningTree.sorted(from, to, weights);
  }

  private static double[] cores(Blobs blobs, int minSamples) {
    double[] core = new double[blobs.size()];
    for (int i = 0; i < core.length; i++) {
      double[] distances = new double[core.length];
      for (int j = 0; j < core.length; j++) {
        distances[j] = blobs.squared(i, j);
      }
      Arrays.sort(distances);
      core[i] = distances[Math.min(minSamples, core.length) - 1];
    }
    return core;
  }

  private static double reach(Blobs blobs, double[] core, int a, int b) {
    return Math.max(blobs.squared(a, b), Math.max(core[a], core[b]));
  }

  private static boolean before(Blobs blobs, double[] core, int a, int b, int c, int d) {
    int byReach = Double.compare(reach(blobs, core, a, b), reach(blobs, core, c, d));
    int byLower = byReach != 0 ? byReach : Integer.compare(Math.min(a, b), Math.min(c, d));
    return (byLower != 0 ? byLower : Integer.compare(Math.max(a, b), Math.max(c, d))) < 0;
  }
}
