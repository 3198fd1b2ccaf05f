package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactCopiesTest {
  @Test
  void of_copies_uniteUnderTheLowestRow() {
    FlatVectors vectors = rows(1, 2, 3, 4, 1, 2, 5, 6, 3, 4, 1, 2);
    ExactCopies copies = ExactCopies.of(vectors, 2);
    assertEquals(3, copies.uniqueCount());
    assertArrayEquals(new int[] {0, 1, 3}, copies.uniqueRows());
    assertArrayEquals(new int[] {0, 1, 0, 2, 1, 0}, copies.uniqueIndices());
    assertEquals(1, copies.representative(4));
    float[] row = new float[2];
    copies.unique(vectors).copy(2, row, 0);
    assertArrayEquals(new float[] {5, 6}, row);
  }

  @Test
  void of_negativeZero_isZero() {
    assertEquals(1, ExactCopies.of(rows(0f, 1f, -0f, 1f), 1).uniqueCount());
  }

  @Test
  void of_lastBitDiffers_isNoCopy() {
    assertEquals(2, ExactCopies.of(rows(1f, 1f, 1f, Math.nextUp(1f)), 1).uniqueCount());
  }

  @Test
  void unique_noCopies_isTheSetItself() {
    FlatVectors vectors = rows(1, 2, 3, 4);
    assertSame(vectors, ExactCopies.of(vectors, 1).unique(vectors));
    assertEquals(0, ExactCopies.of(rows(), 1).uniqueCount());
  }

  @Test
  void of_manyRows_agreesWithAMap() {
    Random random = new Random(TestSeeds.SEED);
    float[] values = new float[3 * 5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(10);
    }
    ExactCopies copies = ExactCopies.of(FlatVectors.of(values, 3, VectorMetric.EUCLIDEAN), 4);
    Map<String, Integer> first = new HashMap<>();
    for (int row = 0; row < 5000; row++) {
      String key = values[3 * row] + " " + values[3 * row + 1] + " " + values[3 * row + 2];
      first.putIfAbsent(key, row);
      assertEquals(first.get(key), copies.representative(row), "row " + row);
    }
    assertEquals(first.size(), copies.uniqueCount());
  }

  private static FlatVectors rows(float... values) {
    return FlatVectors.of(values, 2, VectorMetric.EUCLIDEAN);
  }
}
