package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RetentionTest {
  @Test
  void text_ofEachRule_readsBack() {
    for (Retention rule :
        new Retention[] {
          new Retention.Oldest(),
          new Retention.Newest(),
          new Retention.Highest("votes"),
          new Retention.Lowest("a:b"),
          new Retention.Longest("body")
        }) {
      assertEquals(rule, Retention.of(rule.text()));
    }
  }

  @Test
  void text_ofNoRule_isRefusedWithThoseThereAre() {
    for (String wrong : new String[] {"best", "highest", "oldest:x", "longest:", "", ":"}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> Retention.of(wrong), wrong);
      assertTrue(refused.getMessage().contains("highest:"), refused.getMessage());
    }
  }

  @Test
  void ranking_descending_putsTiesByAgeAndUnsetLast() {
    Ranking ranking = Ranking.descending(new double[] {1, Double.NaN, 3, -0.0, 3, 0.0, Double.NaN});
    assertArrayEquals(new int[] {2, 4, 0, 3, 5, 1, 6}, ranking.order());
    assertEquals(4, ranking.rank()[5]);
  }

  @Test
  void ranking_ofNoPermutation_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Ranking.of(new int[] {0, 0}));
    assertThrows(IllegalArgumentException.class, () -> Ranking.of(new int[] {0, 2}));
  }
}
