package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import org.junit.jupiter.api.Test;

class PairLevelsTest {
  @Test
  void of_cutoff_descendsFromBeyondItToHalvesOfIt() {
    assertArrayEquals(
        new double[] {.3, .2, .15, .1, .05, .025, .0125, .00625, .003125},
        PairLevels.of(VectorMetric.COSINE, .1),
        1e-12);
  }

  @Test
  void worthwhile_componentTooLargeToCompare_isFalse() {
    Rows strangers = Rows.random(VectorMetric.COSINE, 9000, 32, Rows.SEED);
    assertTrue(worthwhile(strangers.planted(0, 400, .2, Rows.SEED), .1));
    assertFalse(worthwhile(strangers.planted(0, 700, .2, Rows.SEED), .1));
  }

  private static boolean worthwhile(Rows rows, double level) {
    DuplicateInput input = rows.input(16, 2);
    Workers workers = new Workers(2, Progress.none());
    return PairLevels.worthwhile(NearLists.of(input.graph(), input.vectors(), .05, workers), level);
  }
}
