package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class DuplicateFinderTest {
  @Test
  void find_nothing_isEmpty() {
    Duplicates duplicates = Rows.of(VectorMetric.COSINE).find(.1, 2);
    assertEquals(0, duplicates.size());
    assertEquals(new Duplicates.Counts(0, 0, 0), duplicates.counts());
  }

  @Test
  void find_oneDatum_isASingleton() {
    Duplicates duplicates = Rows.of(VectorMetric.COSINE, direction(0)).find(.1, 2);
    assertArrayEquals(new DuplicateClass[] {DuplicateClass.SINGLETON}, duplicates.classes());
  }

  @Test
  void find_twoNear_keepsTheOlder() {
    Duplicates duplicates = Rows.of(VectorMetric.COSINE, direction(0), direction(10)).find(.1, 2);
    assertArrayEquals(new int[] {0, 0}, duplicates.duplicateOf());
    assertEquals(1 - Math.cos(Math.toRadians(10)), duplicates.distance()[1], 1e-6);
  }

  @Test
  void find_allIdentical_keepsTheFirst() {
    float[][] same = new float[50][];
    Arrays.setAll(same, row -> direction(30));
    Duplicates duplicates = Rows.of(VectorMetric.COSINE, same).find(.1, 2);
    assertArrayEquals(new int[50], duplicates.duplicateOf());
    assertArrayEquals(new double[50], duplicates.distance());
    assertEquals(new Duplicates.Counts(0, 1, 49), duplicates.counts());
  }

  @Test
  void find_chain_doesNotLinkItsEnds() {
    Rows chain = Rows.of(VectorMetric.COSINE, direction(0), direction(20), direction(40));
    assertArrayEquals(new int[] {0, 0, 2}, chain.find(.1, 1).duplicateOf());
  }

  @Test
  void find_tie_goesToTheOlder() {
    Rows rows =
        Rows.of(VectorMetric.EUCLIDEAN, new float[] {1, 0}, new float[] {-1, 0}, new float[2]);
    Duplicates duplicates = rows.find(1, 1);
    assertArrayEquals(new int[] {0, 1, 0}, duplicates.duplicateOf());
    assertArrayEquals(new int[] {0, 1, 0}, duplicates.edges().at(1).duplicateOf());
  }

  @Test
  void find_cutoffZero_unitesExactCopiesOnly() {
    Rows rows = Rows.of(VectorMetric.COSINE, direction(0), direction(.5), direction(0));
    assertArrayEquals(new int[] {0, 1, 0}, rows.find(0, 1).duplicateOf());
  }

  @Test
  void find_copyWithANearerRetainedBetween_belongsToThat() {
    Rows rows =
        Rows.of(VectorMetric.COSINE, direction(0), direction(20), direction(30), direction(20));
    Duplicates duplicates = rows.find(.1, 1);
    assertArrayEquals(new int[] {0, 0, 2, 2}, duplicates.duplicateOf());
    assertArrayEquals(
        duplicates.duplicateOf(), duplicates.edges().at(.1).duplicateOf(), "from stored pairs");
  }

  @Test
  void find_zeroVectors_areCopiesOfEachOtherOnly() {
    Rows rows = Rows.of(VectorMetric.COSINE, new float[2], direction(5), new float[] {-0f, 0});
    assertArrayEquals(new int[] {0, 1, 0}, rows.find(.1, 1).duplicateOf());
  }

  @Test
  void find_euclideanByDefault_isOff() {
    Rows rows = Rows.of(VectorMetric.EUCLIDEAN, direction(0), direction(0));
    Duplicates off =
        DuplicateFinder.find(
            rows.input(16, 1), DuplicateOptions.at(new DuplicateCutoff.Default()), Progress.none());
    assertFalse(off.searched());
    assertEquals(new Duplicates.Counts(2, 0, 0), off.counts());
    assertThrows(IllegalArgumentException.class, () -> off.edges().at(0));
    assertEquals(0, Rows.audit(rows.input(16, 1), off).pairs());
  }

  @Test
  void find_shareOfMedian_scalesWithTheData() {
    Rows rows = Rows.random(VectorMetric.EUCLIDEAN, 300, 4, Rows.SEED);
    float[][] larger = new float[rows.size()][4];
    for (int row = 0; row < larger.length; row++) {
      for (int j = 0; j < 4; j++) {
        larger[row][j] = 1024 * rows.values()[row][j];
      }
    }
    DuplicateCutoff cutoff = new DuplicateCutoff.ShareOfMedian(.5);
    Duplicates small =
        DuplicateFinder.find(rows.input(16, 1), DuplicateOptions.at(cutoff), Progress.none());
    Duplicates large = Rows.find(Rows.of(VectorMetric.EUCLIDEAN, larger).input(16, 1), cutoff);
    assertTrue(small.counts().deletionCandidates() > 0);
    assertArrayEquals(small.duplicateOf(), large.duplicateOf());
  }

  @Test
  void find_cancelled_stops() {
    DuplicateInput input = Rows.random(VectorMetric.COSINE, 50, 2, Rows.SEED).input(16, 2);
    Progress cancelled =
        new Progress() {
          @Override
          public void advance(long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThrows(
        CancellationException.class,
        () ->
            DuplicateFinder.find(
                input, DuplicateOptions.at(new DuplicateCutoff.Default()), cancelled));
  }

  @Test
  void progress_neverGoesBack() {
    DuplicateInput input = Rows.random(VectorMetric.COSINE, 4500, 3, Rows.SEED).input(16, 2);
    long[] last = {0};
    Progress ascending =
        new Progress() {
          @Override
          public void advance(long done, long total) {
            assertTrue(done >= last[0] && done <= total, last[0] + " then " + done);
            last[0] = done;
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    DuplicateFinder.find(input, DuplicateOptions.at(new DuplicateCutoff.Absolute(.01)), ascending);
    assertTrue(last[0] > 500, "ended at " + last[0]);
  }

  @Test
  void cutoff_outOfRange_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DuplicateCutoff.Absolute(-.1));
    assertThrows(IllegalArgumentException.class, () -> new DuplicateCutoff.Absolute(Double.NaN));
    Rows rows = Rows.of(VectorMetric.COSINE, direction(0), direction(90));
    assertThrows(IllegalArgumentException.class, () -> rows.find(2.5, 1));
  }

  private static float[] direction(double degrees) {
    double angle = Math.toRadians(degrees);
    return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
  }
}
