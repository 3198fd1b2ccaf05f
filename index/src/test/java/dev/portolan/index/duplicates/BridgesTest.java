package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import org.junit.jupiter.api.Test;

class BridgesTest {
  @Test
  void find_tightGroupsNearEachOther_areJoinedThoughTheirListsAreFull() {
    Rows rows = circle(0, 10, 120);
    DuplicateInput input = rows.input(4, 1);
    for (int i = 0; i < input.graph().rows().length; i++) {
      int row = i / input.graph().k();
      assertEquals(row % 3, input.graph().rows()[i] % 3, "lists stay inside their group");
    }
    Duplicates duplicates =
        DuplicateFinder.find(
            input, DuplicateOptions.at(new DuplicateCutoff.Absolute(.1)), Progress.none());
    assertEquals(new Duplicates.Counts(0, 2, 118), duplicates.counts());
    assertEquals(0, duplicates.component()[1]);
    assertTrue(duplicates.component()[2] == 2);
  }

  /// 40 near copies around each of three directions, taking turns.
  private static Rows circle(double... degrees) {
    float[][] values = new float[40 * degrees.length][];
    for (int row = 0; row < values.length; row++) {
      double angle = Math.toRadians(degrees[row % degrees.length] + .01 * row);
      values[row] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }
    return Rows.of(VectorMetric.COSINE, values);
  }
}
