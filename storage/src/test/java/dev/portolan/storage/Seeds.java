package dev.portolan.storage;

import java.util.SplittableRandom;

/// The randomness of a test run: `-Dportolan.seed`, printed by whatever fails.
final class Seeds {
  static final long SEED = Long.getLong("portolan.seed", 7);

  private Seeds() {}

  static SplittableRandom random() {
    return new SplittableRandom(SEED);
  }

  static String note() {
    return "seed " + SEED;
  }

  static float[] vector(SplittableRandom random, int dimensions) {
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }
}
