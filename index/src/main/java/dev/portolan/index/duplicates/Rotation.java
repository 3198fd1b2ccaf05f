package dev.portolan.index.duplicates;

import java.util.SplittableRandom;

/// A pseudo-random rotation of the space (but for its scale): rounds of random signs and a Hadamard
/// transform.
///
/// `width·log₂(width)` additions a round, where a matrix of random numbers takes `width²` products.
/// Many vectors are turned at a time, entry by entry, so that the compiler finds loops it can run
/// in vector registers. A function of its seed. Immutable; safe for many threads. Paper: Andoni et
/// al., NIPS 2015.
final class Rotation {
  private static final int ROUNDS = 2;

  private final float[][] signs;

  /// @param width dimensions, a power of two
  Rotation(int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    signs = new float[ROUNDS][width];
    for (float[] round : signs) {
      for (int i = 0; i < width; i++) {
        round[i] = random.nextBoolean() ? 1 : -1;
      }
    }
  }

  int width() {
    return signs[0].length;
  }

  /// Turns vectors in place.
  ///
  /// @param entries `[width][vectors]`
  void turn(float[][] entries) {
    for (float[] round : signs) {
      for (int i = 0; i < round.length; i++) {
        scale(entries[i], round[i]);
      }
      transform(entries, round.length);
    }
  }

  /// The Hadamard transform: sums and differences of entries ever farther apart.
  private static void transform(float[][] entries, int width) {
    for (int apart = 1; apart < width; apart *= 2) {
      for (int from = 0; from < width; from += 2 * apart) {
        for (int i = from; i < from + apart; i++) {
          sumAndDifference(entries[i], entries[i + apart]);
        }
      }
    }
  }

  private static void scale(float[] entry, float sign) {
    for (int v = 0; v < entry.length; v++) {
      entry[v] *= sign;
    }
  }

  private static void sumAndDifference(float[] a, float[] b) {
    for (int v = 0; v < a.length; v++) {
      float x = a[v];
      float y = b[v];
      a[v] = x + y;
      b[v] = x - y;
    }
  }
}
