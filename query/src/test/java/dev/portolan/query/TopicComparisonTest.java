package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// The test behind a comparison, by cases computed by hand.
class TopicComparisonTest {
  /// p = 230/2000 = .115; se = √(.115 · .885 · .002) = .0142671; z = (.03 − .001) / se.
  @Test
  void z_manyData_isThePooledTestWithHalfADatumOff() {
    assertEquals(2.0326, TopicComparison.z(100, 1000, 130, 1000), 1e-4);
    assertEquals(-2.0326, TopicComparison.z(130, 1000, 100, 1000), 1e-4);
  }

  /// p = 5/200 = .025; se = √(.025 · .975 · .02) = .0220794; z = (.05 − .01) / se.
  @Test
  void z_fiveBesideNone_isNotYetSure() {
    assertEquals(1.8116, TopicComparison.z(0, 100, 5, 100), 1e-4);
  }

  @Test
  void z_oneBesideNone_isNoChange() {
    assertEquals(0, TopicComparison.z(0, 100, 1, 100));
    assertEquals(0, TopicComparison.z(1, 1000, 0, 1000));
  }

  /// p = 1/1010, raised to 1/12; se = √(1/12 · 11/12 · .101) = .0878367; z = (.1 − .0505) / se.
  @Test
  void z_oneDatumInASmallWindow_isNotExtreme() {
    assertEquals(.5635, TopicComparison.z(0, 1000, 1, 10), 1e-4);
    assertEquals(-.5635, TopicComparison.z(1, 10, 0, 1000), 1e-4);
  }

  /// p = 1, lowered to 101/102 with m = 100; the shares are the same.
  @Test
  void z_everythingInOneTopic_isNoChange() {
    assertEquals(0, TopicComparison.z(100, 100, 200, 200));
    assertEquals(0, TopicComparison.z(1, 1, 1, 1));
  }

  @Test
  void z_sameShares_areNoChangeWhateverTheSizes() {
    assertEquals(0, TopicComparison.z(1, 100, 100, 10_000));
    assertEquals(0, TopicComparison.z(0, 20, 100, 10_000));
  }

  @Test
  void z_sameSharesOfMoreData_isSurer() {
    double before = 0;
    for (int times = 1; times <= 1_000; times *= 10) {
      double z = TopicComparison.z(10 * times, 100 * times, 20 * times, 100 * times);
      assertTrue(z > before, "z is %s for %d data".formatted(z, 100 * times));
      before = z;
    }
  }
}
