package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PivotBlocksInvariantTest {
  @Test
  void near_anyQuery_missesNobodyAndNamesNobodyTwice() {
    for (VectorMetric metric : VectorMetric.values()) {
      Rows rows = Rows.random(metric, 400, 3, Rows.SEED).planted(0, 50, 1e-7, Rows.SEED);
      VectorBlock block = VectorBlock.of(rows, IntStream.range(0, rows.size()).toArray());
      Workers workers = new Workers(2, Progress.none());
      PivotBlocks pivots = PivotBlocks.of(block, 16, workers);
      long asked = 0;
      for (double distance : new double[] {0, 1e-15, .01, .2}) {
        for (int query = 0; query < block.size(); query++) {
          int[] seen = new int[block.size()];
          pivots.near(query, distance, workers, other -> seen[other]++);
          for (int other = 0; other < block.size(); other++) {
            boolean near = block.distance(query, other) <= distance;
            assertTrue(seen[other] <= 1 && (!near || seen[other] == 1), query + " to " + other);
            asked += seen[other];
          }
        }
      }
      assertTrue(asked < 4L * block.size() * block.size() / 2, "pruned too little: " + asked);
      assertEquals(rows.size(), block.size());
    }
  }
}
