package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.VectorMetric;
import org.junit.jupiter.api.Test;

/// The finder against the definition: every row in order, compared with every retained earlier one.
class DuplicateFinderOracleTest {
  @Test
  void find_fewDimensionsManyPairs_equalsNaiveScan() {
    for (int round = 0; round < 4; round++) {
      Rows rows = Rows.random(VectorMetric.COSINE, 700, 4, Rows.SEED + round);
      assertNaive(rows.planted(30, 40, .3, Rows.SEED + round), .02);
    }
  }

  @Test
  void find_plantedGroups_equalsNaiveScan() {
    Rows rows = Rows.random(VectorMetric.COSINE, 1200, 32, Rows.SEED);
    assertNaive(rows.planted(400, 300, .2, Rows.SEED), .1);
    assertNaive(rows.planted(400, 300, .5, Rows.SEED), .1);
  }

  @Test
  void find_euclidean_equalsNaiveScan() {
    Rows rows = Rows.random(VectorMetric.EUCLIDEAN, 900, 3, Rows.SEED);
    assertNaive(rows.planted(50, 80, .2, Rows.SEED), .15);
  }

  @Test
  void find_largeComponent_equalsNaiveScan() {
    Rows rows = Rows.random(VectorMetric.COSINE, 5000, 3, Rows.SEED);
    Duplicates duplicates = assertNaive(rows.planted(40, 60, .05, Rows.SEED), .003);
    int[] size = new int[duplicates.size()];
    int largest = 0;
    for (int component : duplicates.component()) {
      largest = Math.max(largest, ++size[component]);
    }
    assertTrue(largest > PivotBlocks.BRUTE_FORCE, "largest component has " + largest);
  }

  @Test
  void at_belowCeiling_equalsNaiveScan() {
    Rows rows = Rows.random(VectorMetric.COSINE, 600, 6, Rows.SEED).planted(30, 40, .3, Rows.SEED);
    DuplicateEdges edges = rows.find(.05, 2).edges();
    assertTrue(edges.ceiling() >= .05, "ceiling is " + edges.ceiling());
    for (double cutoff : new double[] {0, .01, .05, edges.ceiling()}) {
      assertSame(rows, edges.at(cutoff), cutoff);
    }
  }

  private static Duplicates assertNaive(Rows rows, double cutoff) {
    Duplicates duplicates = rows.find(cutoff, 2);
    assertSame(rows, duplicates, cutoff);
    return duplicates;
  }

  private static void assertSame(Rows rows, Duplicates duplicates, double cutoff) {
    int[] duplicateOf = new int[rows.size()];
    double[] distance = new double[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      double nearest = Double.POSITIVE_INFINITY;
      duplicateOf[row] = row;
      for (int earlier = 0; earlier < row; earlier++) {
        if (duplicateOf[earlier] == earlier) {
          double apart = rows.distance(earlier, row);
          if (apart <= cutoff && apart < nearest) {
            nearest = apart;
            duplicateOf[row] = earlier;
            distance[row] = apart;
          }
        }
      }
    }
    String context = "seed " + Rows.SEED + ", cutoff " + cutoff;
    assertArrayEquals(duplicateOf, duplicates.duplicateOf(), context);
    assertArrayEquals(distance, duplicates.distance(), 1e-9, context);
  }
}
