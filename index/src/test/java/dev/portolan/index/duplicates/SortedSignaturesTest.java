package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/// Pairs that stand in neither list, as where the search for neighbours was caught far away.
class SortedSignaturesTest {
  private static final int PAIRS = 50;

  @Test
  void find_pairsInNeitherList_areFound() {
    for (VectorMetric metric : VectorMetric.values()) {
      Rows rows = twins(metric);
      double cutoff = metric == VectorMetric.COSINE ? .05 : 2;
      Duplicates found = Rows.find(misled(rows, 1), cutoff);
      for (int row = PAIRS; row < 2 * PAIRS; row++) {
        assertEquals(row - PAIRS, found.duplicateOf()[row], "row " + row + " by " + metric);
      }
      assertEquals(PAIRS, found.counts().deletionCandidates());
      assertEquals(PAIRS, found.edges().at(cutoff).counts().deletionCandidates());
    }
  }

  @Test
  void find_pairsInNeitherListAnyThreads_isBitEqual() {
    Rows rows = twins(VectorMetric.COSINE);
    Duplicates one = Rows.find(misled(rows, 1), .05);
    Duplicates four = Rows.find(misled(rows, 4), .05);
    assertArrayEquals(one.duplicateOf(), four.duplicateOf());
    assertArrayEquals(one.edges().toBytes(), four.edges().toBytes());
  }

  /// 50 vectors, a near copy of each, and strangers.
  private static Rows twins(VectorMetric metric) {
    Rows rows = Rows.random(metric, 2000, 48, Rows.SEED);
    Rows noise = Rows.random(metric, PAIRS, 48, Rows.SEED + 1);
    double share = metric == VectorMetric.COSINE ? .15 : .1;
    for (int i = 0; i < PAIRS; i++) {
      float[] twin = rows.values()[PAIRS + i];
      for (int j = 0; j < twin.length; j++) {
        twin[j] = (float) (rows.values()[i][j] + share * noise.values()[i][j]);
      }
      Rows.settled(metric, twin);
    }
    return rows;
  }

  /// Neighbours that keep twins from each other: the lists of both name strangers alone.
  private static DuplicateInput misled(Rows rows, int threads) {
    DuplicateInput input = rows.input(16, threads);
    NeighborGraph graph = input.graph();
    int k = graph.k();
    for (int row = 0; row < 2 * PAIRS; row++) {
      int from = row;
      Integer[] strangers = new Integer[k];
      Arrays.setAll(strangers, i -> 2 * PAIRS + (from * k + i) % (rows.size() - 2 * PAIRS));
      Arrays.sort(strangers, Comparator.comparingDouble(other -> rows.distance(from, other)));
      for (int i = 0; i < k; i++) {
        graph.rows()[row * k + i] = strangers[i];
        graph.distances()[row * k + i] = (float) rows.distance(row, strangers[i]);
      }
    }
    return input;
  }
}
