package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FuzzyGraphTest {
  @Test
  void memberships_ofARow_sumToLog2OfItsNeighbors() {
    NeighborGraph graph =
        TestSeeds.graph(TestSeeds.clouds(500, 10, 4, VectorMetric.EUCLIDEAN, 31), 14);
    float[] memberships = FuzzyGraph.memberships(graph, 14, 2);
    for (int row = 0; row < graph.n(); row++) {
      double sum = 0;
      for (int s = row * 14; s < (row + 1) * 14; s++) {
        sum += memberships[s];
      }
      assertEquals(Math.log(15) / Math.log(2), sum, 1e-4, "row " + row);
      assertEquals(1f, memberships[row * 14], "the nearest of row " + row);
    }
  }

  @Test
  void of_twoOpinions_unitesThem() {
    int[] rows = {1, 2, 0, 2, 1, 0};
    float[] distances = {1, 2, 1, 3, 3, 5};
    NeighborGraph graph = new NeighborGraph(3, 2, rows, distances);
    float[] p = FuzzyGraph.memberships(graph, 2, 1);
    FuzzyGraph fuzzy = FuzzyGraph.of(graph, 3, 1);
    assertArrayEquals(new int[] {0, 2, 4, 6}, fuzzy.starts());
    assertArrayEquals(new int[] {1, 2, 0, 2, 0, 1}, fuzzy.tails());
    assertEquals(p[0] + p[2] - p[0] * p[2], fuzzy.weights()[0]);
    assertEquals(p[1] + p[5] - p[1] * p[5], fuzzy.weights()[1]);
  }

  @Test
  void of_anyGraph_isSymmetricAndPositive() {
    NeighborGraph graph = TestSeeds.graph(TestSeeds.clouds(400, 6, 3, VectorMetric.COSINE, 37), 10);
    FuzzyGraph fuzzy = FuzzyGraph.of(graph, 11, 2);
    for (int row = 0; row < fuzzy.n(); row++) {
      for (int e = fuzzy.starts()[row]; e < fuzzy.starts()[row + 1]; e++) {
        int tail = fuzzy.tails()[e];
        int back =
            Arrays.binarySearch(fuzzy.tails(), fuzzy.starts()[tail], fuzzy.starts()[tail + 1], row);
        assertTrue(back >= 0, row + " reaches " + tail + " but not back");
        assertEquals(fuzzy.weights()[e], fuzzy.weights()[back]);
        assertTrue(fuzzy.weights()[e] > 0 && fuzzy.weights()[e] <= 1);
      }
    }
  }

  @Test
  void of_allDistancesZero_weighsAllAlike() {
    NeighborGraph graph = new NeighborGraph(3, 2, new int[] {1, 2, 0, 2, 0, 1}, new float[6]);
    float[] ones = {1, 1, 1, 1, 1, 1};
    assertArrayEquals(ones, FuzzyGraph.of(graph, 15, 2).weights());
  }
}
