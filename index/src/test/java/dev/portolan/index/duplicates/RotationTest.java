package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final int WIDTH = 64;

  @Test
  void turn_twoVectors_keepsLengthsAndAngle() {
    Random random = new Random(Rows.SEED);
    float[][] entries = new float[WIDTH][2];
    for (float[] entry : entries) {
      entry[0] = (float) random.nextGaussian();
      entry[1] = (float) random.nextGaussian();
    }
    double[] before = products(entries);
    new Rotation(WIDTH, Rows.SEED).turn(entries);
    double[] after = products(entries);
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i] * WIDTH * WIDTH, after[i], 1e-4 * WIDTH * WIDTH * WIDTH);
    }
  }

  @Test
  void turn_oneEntryAlone_spreadsOverAll() {
    float[][] entries = new float[WIDTH][1];
    entries[5][0] = 1;
    new Rotation(WIDTH, Rows.SEED).turn(entries);
    int set = 0;
    for (float[] entry : entries) {
      set += entry[0] != 0 ? 1 : 0;
      assertTrue(Math.abs(entry[0]) <= 4 * Math.sqrt(WIDTH), "entry " + entry[0]);
    }
    assertTrue(set > WIDTH / 2, "entries set: " + set);
  }

  /// x·x, y·y and x·y.
  private static double[] products(float[][] entries) {
    double[] products = new double[3];
    for (float[] entry : entries) {
      products[0] += entry[0] * entry[0];
      products[1] += entry[1] * entry[1];
      products[2] += entry[0] * entry[1];
    }
    return products;
  }
}
