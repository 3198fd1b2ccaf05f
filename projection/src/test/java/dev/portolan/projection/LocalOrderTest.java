package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalOrderTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 64, 65, 1000, 5000})
  void of_anySize_holdsEveryRowOnceInSmallLeaves(int n) {
    LocalOrder order = LocalOrder.of(heap(clouds(n)), TestSeeds.SEED, 2);
    int[] sorted = order.rows().clone();
    Arrays.sort(sorted);
    assertArrayEquals(IntStream.range(0, n).toArray(), sorted);
    assertEquals(n, order.leaves()[order.leaves().length - 1]);
    for (int leaf = 1; leaf < order.leaves().length; leaf++) {
      int size = order.leaves()[leaf] - order.leaves()[leaf - 1];
      assertTrue(size > 0 && size <= LocalOrder.LEAF, "a leaf of " + size);
    }
  }

  @Test
  void of_moreThreads_sameOrder() {
    HeapVectors vectors = heap(clouds(5000));
    assertArrayEquals(
        LocalOrder.of(vectors, TestSeeds.SEED, 1).rows(),
        LocalOrder.of(vectors, TestSeeds.SEED, 4).rows());
  }

  @Test
  void of_rowsAllAlike_ends() {
    LocalOrder order =
        LocalOrder.of(heap(FlatVectors.of(new float[600], 3, VectorMetric.EUCLIDEAN)), 1, 2);
    assertEquals(200, Arrays.stream(order.rows()).distinct().count());
  }

  @Test
  void of_clouds_putsNearRowsBesideEachOther() {
    HeapVectors vectors = heap(clouds(5000));
    int[] rows = LocalOrder.of(vectors, TestSeeds.SEED, 2).rows();
    double beside = 0;
    double apart = 0;
    for (int slot = 0; slot + 1 < rows.length; slot++) {
      beside += vectors.distance(rows[slot], rows[slot + 1]);
      apart += vectors.distance(slot, slot + 1);
    }
    assertTrue(beside < .7 * apart, beside / apart + " of the distance");
  }

  private static FlatVectors clouds(int n) {
    return TestSeeds.clouds(n, 12, 9, VectorMetric.EUCLIDEAN, 23);
  }

  private static HeapVectors heap(FlatVectors vectors) {
    return HeapVectors.of(vectors, 2);
  }
}
