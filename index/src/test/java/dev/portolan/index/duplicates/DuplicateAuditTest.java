package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DuplicateAuditTest {
  @Test
  void lowerBound_noMisses_certifies999From2995Pairs() {
    assertTrue(new DuplicateAudit(2000, 2995, 0).lowerBound() >= .999);
    assertTrue(new DuplicateAudit(2000, 2994, 0).lowerBound() < .999);
    assertEquals(0, new DuplicateAudit(2000, 0, 0).lowerBound());
    assertEquals(0, new DuplicateAudit(2000, 3, 3).lowerBound());
  }

  @Test
  void lowerBound_withMisses_isThePublishedOne() {
    // One-sided 95 % bound for 9 of 10: the 5 % quantile of Beta(9, 2).
    assertEquals(.60584, new DuplicateAudit(10, 10, 1).lowerBound(), 1e-5);
  }

  @Test
  void audit_wholeSample_countsEveryPairOnce() {
    for (VectorMetric metric : VectorMetric.values()) {
      Rows rows = Rows.random(metric, 400, 4, Rows.SEED).planted(10, 50, .2, Rows.SEED);
      double cutoff = metric == VectorMetric.COSINE ? .05 : .3;
      DuplicateInput input = rows.input(16, 2);
      Duplicates found =
          DuplicateFinder.find(
              input, DuplicateOptions.at(new DuplicateCutoff.Absolute(cutoff)), Progress.none());
      int[] first = input.copies().uniqueRows();
      long pairs = 0;
      for (int a = 0; a < first.length; a++) {
        for (int b = 0; b < a; b++) {
          pairs += rows.distance(first[a], first[b]) <= cutoff ? 1 : 0;
        }
      }
      DuplicateAudit audit = Rows.audit(input, found);
      assertEquals(new DuplicateAudit(first.length, pairs, 0), audit);
      assertTrue(pairs > 200);
    }
  }

  @Test
  void audit_componentsTornApart_countsThePairsAsMissed() {
    Rows rows = Rows.random(VectorMetric.COSINE, 200, 4, Rows.SEED).planted(0, 50, .2, Rows.SEED);
    DuplicateInput input = rows.input(16, 2);
    Duplicates found = rows.find(.05, 2);
    int[] torn = new int[rows.size()];
    Arrays.setAll(torn, row -> row);
    Duplicates broken =
        new Duplicates(.05, found.duplicateOf(), found.distance(), torn, found.edges());
    DuplicateAudit audit = Rows.audit(input, broken);
    assertTrue(audit.pairs() > 1000);
    assertEquals(audit.pairs(), audit.missed());
  }
}
