package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
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

  @Test
  void find_byPriority_equalsNaiveScanInThatOrder() {
    Rows rows = Rows.random(VectorMetric.COSINE, 900, 6, Rows.SEED).planted(60, 90, .3, Rows.SEED);
    Random random = new Random(Rows.SEED);
    double[] values = new double[rows.size()];
    Arrays.setAll(values, _ -> random.nextInt(9) == 0 ? Double.NaN : random.nextInt(30));
    Ranking ranking = Ranking.descending(values);
    DuplicateInput input = rows.input(16, 2, ranking);
    Duplicates found = Rows.find(input, .05);
    assertSame(rows, ranking, found, .05);
    assertSame(rows, ranking, Rows.findExactly(input, .05), .05);
    assertSame(rows, ranking, found.edges().at(.03), .03);
    assertTrue(found.counts().deletionCandidates() > 150, "candidates " + found.counts());
  }

  @Test
  void findExactly_manyPairs_equalsNaiveScanAndKeepsAllPairs() {
    for (VectorMetric metric : VectorMetric.values()) {
      Rows rows = Rows.random(metric, 900, 4, Rows.SEED).planted(40, 60, .3, Rows.SEED);
      Duplicates found = Rows.findExactly(rows.input(16, 2), .02);
      Ranking byAge = Ranking.byAge(rows.size());
      assertSame(rows, byAge, found, .02);
      double ceiling = found.edges().ceiling();
      assertTrue(ceiling >= .02, "ceiling " + ceiling);
      assertSame(rows, byAge, found.edges().at(ceiling), ceiling);
    }
  }

  @Test
  void scan_ofSomeRows_equalsNaiveScanOfTheseAlone() {
    Rows rows = Rows.random(VectorMetric.COSINE, 700, 4, Rows.SEED).planted(40, 60, .3, Rows.SEED);
    EdgeScan pairs = Rows.findExactly(rows.input(16, 2), .05).edges().scan();
    Random random = new Random(Rows.SEED);
    int[] some = IntStream.range(0, rows.size()).filter(_ -> random.nextInt(3) > 0).toArray();
    Duplicates found = pairs.at(.05, row -> Arrays.binarySearch(some, row) >= 0);
    Duplicates alone = Rows.findExactly(rows.only(some).input(16, 2), .05);
    for (int i = 0; i < some.length; i++) {
      assertEquals(some[alone.duplicateOf()[i]], found.duplicateOf()[some[i]], "row " + some[i]);
      assertEquals(alone.distance()[i], found.distance()[some[i]], "row " + some[i]);
    }
  }

  private static Duplicates assertNaive(Rows rows, double cutoff) {
    Duplicates duplicates = rows.find(cutoff, 2);
    assertSame(rows, duplicates, cutoff);
    return duplicates;
  }

  private static void assertSame(Rows rows, Duplicates duplicates, double cutoff) {
    assertSame(rows, Ranking.byAge(rows.size()), duplicates, cutoff);
  }

  private static void assertSame(Rows rows, Ranking ranking, Duplicates duplicates, double cutoff) {
    int[] duplicateOf = new int[rows.size()];
    double[] distance = new double[rows.size()];
    for (int place = 0; place < rows.size(); place++) {
      int row = ranking.order()[place];
      double nearest = Double.POSITIVE_INFINITY;
      duplicateOf[row] = row;
      for (int before = 0; before < place; before++) {
        int earlier = ranking.order()[before];
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
