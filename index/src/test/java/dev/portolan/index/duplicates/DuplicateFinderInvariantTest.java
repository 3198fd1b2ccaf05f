package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.VectorMetric;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The laws of duplicates: near their retained one, no chains, nobody near left, any threads.
class DuplicateFinderInvariantTest {
  private static final double CUTOFF = .1;

  private final Rows rows =
      Rows.random(VectorMetric.COSINE, 900, 8, Rows.SEED).planted(400, 300, .4, Rows.SEED);
  private final Duplicates duplicates = rows.find(CUTOFF, 2);

  @Test
  void candidates_always_lieWithinCutoffOfAnOlderRetained() {
    for (int row = 0; row < rows.size(); row++) {
      int of = duplicates.duplicateOf()[row];
      if (of != row) {
        assertTrue(of < row && duplicates.duplicateOf()[of] == of, "row " + row + " of " + of);
        assertTrue(rows.distance(row, of) <= CUTOFF + 1e-12, "row " + row + " of " + of);
      }
    }
  }

  @Test
  void clusters_always_areNoWiderThanTwiceTheCutoffAngle() {
    double width = 1 - Math.cos(2 * Math.acos(1 - CUTOFF));
    for (int a = 0; a < rows.size(); a++) {
      for (int b = 0; b < a; b++) {
        if (duplicates.duplicateOf()[a] == duplicates.duplicateOf()[b]) {
          assertTrue(rows.distance(a, b) <= width + 1e-9, "rows " + b + " and " + a);
        }
      }
    }
  }

  @Test
  void removingCandidates_leavesOnlySingletons() {
    Rows kept = rows.only(retained(duplicates));
    assertTrue(kept.size() < rows.size() - 600, "kept " + kept.size());
    assertEquals(new Duplicates.Counts(kept.size(), 0, 0), kept.find(CUTOFF, 2).counts());
  }

  @Test
  void pairs_withinCutoff_lieInOneComponent() {
    for (int a = 0; a < rows.size(); a++) {
      for (int b = 0; b < a; b++) {
        if (rows.distance(a, b) <= CUTOFF) {
          assertEquals(duplicates.component()[a], duplicates.component()[b], b + " and " + a);
        }
      }
    }
  }

  @Test
  void edges_withinRadius_areAllPairs() {
    DuplicateEdges edges = duplicates.edges();
    int[] kept = new int[rows.size()];
    for (int i = 0; i < edges.pairs(); i++) {
      int a = edges.from()[i];
      int b = edges.to()[i];
      assertEquals(rows.distance(a, b), edges.distance()[i], 1e-9);
      kept[a] += edges.distance()[i] <= edges.radius()[a] ? 1 : 0;
      kept[b] += edges.distance()[i] <= edges.radius()[b] ? 1 : 0;
    }
    for (int a = 0; a < rows.size(); a++) {
      int near = 0;
      for (int b = 0; b < rows.size() && edges.copyOf()[a] == a; b++) {
        boolean other = b != a && edges.copyOf()[b] == b;
        near += other && rows.distance(a, b) <= edges.radius()[a] ? 1 : 0;
      }
      assertEquals(near, kept[a], "row " + a + " within " + edges.radius()[a]);
    }
  }

  @Test
  void find_anyThreads_isBitEqual() {
    assertThreadsAgree(rows, CUTOFF);
  }

  @Test
  void find_largeComponentAnyThreads_isBitEqual() {
    Rows large = Rows.random(VectorMetric.COSINE, 4600, 3, Rows.SEED).planted(40, 60, .1, 1);
    assertThreadsAgree(large, .01);
  }

  @Test
  @Tag("stress")
  void find_componentSearchedByAllThreads_isBitEqualAndLeavesOnlySingletons() {
    Rows huge = Rows.random(VectorMetric.COSINE, 40_000, 3, Rows.SEED);
    assertThreadsAgree(huge, .001);
    Rows kept = huge.only(retained(huge.find(.001, 2)));
    assertEquals(new Duplicates.Counts(kept.size(), 0, 0), kept.find(.001, 2).counts());
  }

  private static int[] retained(Duplicates duplicates) {
    return IntStream.range(0, duplicates.size())
        .filter(row -> duplicates.duplicateOf()[row] == row)
        .toArray();
  }

  private static void assertThreadsAgree(Rows rows, double cutoff) {
    Duplicates one = rows.find(cutoff, 1);
    for (int threads : new int[] {2, 4}) {
      Duplicates other = rows.find(cutoff, threads);
      assertArrayEquals(one.duplicateOf(), other.duplicateOf());
      assertArrayEquals(one.distance(), other.distance());
      assertArrayEquals(one.component(), other.component());
      assertArrayEquals(one.edges().toBytes(), other.edges().toBytes());
    }
  }
}
