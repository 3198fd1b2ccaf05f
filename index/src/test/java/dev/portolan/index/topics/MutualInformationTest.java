package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The measure the quality floors rest on.
class MutualInformationTest {

  @Test
  void samePartitionRenamed_one() {
    int[] a = {0, 0, 1, 1, 2, 2, 2};
    int[] b = {2, 2, 0, 0, 1, 1, 1};
    assertEquals(1, MutualInformation.adjusted(a, b), 1e-12);
  }

  @Test
  void unrelatedPartitions_aboutZero() {
    Random random = new Random(Blobs.SEED);
    int[] a = random.ints(2000, 0, 10).toArray();
    int[] b = random.ints(2000, 0, 30).toArray();
    assertEquals(0, MutualInformation.adjusted(a, b), .02);
  }

  /// scikit-learn 1.2.1's adjusted_mutual_info_score.
  @Test
  void knownExample_knownValue() {
    int[] a = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
    int[] b = {0, 0, 1, 1, 1, 2, 2, 2, 2, 0};
    assertEquals(0.2372887777013355, MutualInformation.adjusted(a, b), 1e-9);
  }
}
