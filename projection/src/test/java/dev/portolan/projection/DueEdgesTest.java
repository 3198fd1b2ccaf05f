package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DueEdgesTest {
  private static final int EPOCHS = 60;

  @Test
  void collect_allEpochs_everyEdgeIsWalkedAsOftenAsItsPaceSays() {
    BlockSchedule schedule = BlockSchedule.of(graph(), EPOCHS, TestSeeds.SEED, 2);
    Map<Long, Integer> walks = new HashMap<>();
    Map<Long, List<Double>> moments = new HashMap<>();
    DueEdges due = new DueEdges(schedule);
    DueEdges.Collector collector = due.new Collector();
    for (int epoch = 0; epoch < EPOCHS; epoch += due.epochs()) {
      for (int c = 0; c < schedule.chunks(); c++) {
        collector.collect(epoch, c);
        DueEdges.Chunk chunk = due.chunk(c);
        int listed = Math.min(due.epochs(), EPOCHS - epoch) * BlockCommit.VISITS;
        for (int visit = 0; visit < listed; visit++) {
          for (int i = chunk.bounds[visit]; i < chunk.bounds[visit + 1]; i++) {
            long edge = chunk.ends[i];
            int head = (int) (edge >>> 32);
            assertTrue(head >= schedule.chunkStart(c) && head < schedule.chunkEnd(c));
            walks.merge(edge, 1, Integer::sum);
            moments
                .computeIfAbsent(edge, e -> new ArrayList<>())
                .add(epoch + visit / (double) BlockCommit.VISITS);
          }
        }
      }
    }
    for (int place = 0; place < schedule.n(); place++) {
      for (int e = schedule.starts()[place]; e < schedule.starts()[place + 1]; e++) {
        double pace = (double) (BlockCommit.VISITS << schedule.fraction()) / schedule.periods()[e];
        long edge = schedule.ends()[e];
        assertEquals(place, edge >>> 32);
        assertEquals(EPOCHS * pace, walks.getOrDefault(edge, 0), 1, "pace " + pace);
        assertEven(moments.getOrDefault(edge, List.of()), 1 / pace);
      }
    }
  }

  /// Walks come every `apart` epochs, within the length of a visit.
  private static void assertEven(List<Double> moments, double apart) {
    for (int i = 1; i < moments.size(); i++) {
      assertEquals(apart, moments.get(i) - moments.get(i - 1), 1.01 / BlockCommit.VISITS);
    }
  }

  @Test
  void chunks_anySize_coverEveryPlaceOnce() {
    BlockSchedule schedule = BlockSchedule.of(graph(), EPOCHS, TestSeeds.SEED, 1);
    int next = 0;
    for (int chunk = 0; chunk < schedule.chunks(); chunk++) {
      assertEquals(next, schedule.chunkStart(chunk));
      next = schedule.chunkEnd(chunk);
    }
    assertEquals(schedule.n(), next);
  }

  private static FuzzyGraph graph() {
    FlatVectors vectors = TestSeeds.clouds(700, 6, 5, VectorMetric.EUCLIDEAN, 3);
    return FuzzyGraph.of(TestSeeds.graph(vectors, 14), 15, 2);
  }
}
