package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorMetric;

/// On which side of random planes each vector lies, as bits: near vectors differ in few of them.
///
/// The planes go through the middle of the data, so that they divide them by any metric. Two
/// vectors seen from there at an angle φ differ in each bit with probability `φ/π` (Charikar, STOC
/// 2002). `68·n` bytes. Immutable; safe for many threads.
final class Signatures {
  static final int BITS = 512;

  private static final int WORDS = BITS / Long.SIZE;
  private static final int SAMPLE = 4096;
  private static final int TOGETHER = 128;
  private static final long SEED = 0x5167L;

  /// Standard deviations that a count of bits may exceed its mean by.
  private static final double ALLOWED = 3;

  private final long[] bits;
  private final float[] radius;

  private Signatures(int n) {
    bits = new long[Math.multiplyExact(n, WORDS)];
    radius = new float[n];
  }

  /// One pass over the vectors.
  static Signatures of(LatentVectors vectors, Workers workers) {
    int n = vectors.size();
    Signatures signatures = new Signatures(n);
    int wide = Math.max(BITS, vectors.dimensions());
    Rotation rotation = new Rotation(Integer.highestOneBit(2 * wide - 1), SEED);
    float[] middle = middle(vectors);
    workers.run(
        (n + TOGETHER - 1) / TOGETHER,
        slice -> signatures.sign(vectors, slice * TOGETHER, middle, rotation));
    return signatures;
  }

  int size() {
    return radius.length;
  }

  /// How many bits of two vectors differ.
  int apart(int a, int b) {
    int i = a * WORDS;
    int j = b * WORDS;
    return differing(i, j)
        + differing(i + 1, j + 1)
        + differing(i + 2, j + 2)
        + differing(i + 3, j + 3)
        + differing(i + 4, j + 4)
        + differing(i + 5, j + 5)
        + differing(i + 6, j + 6)
        + differing(i + 7, j + 7);
  }

  private int differing(int i, int j) {
    return Long.bitCount(bits[i] ^ bits[j]);
  }

  /// The 64 bits from `first` on, the first one highest; they go round.
  long from(int row, int first) {
    int word = first / Long.SIZE;
    int shift = first % Long.SIZE;
    long high = bits[row * WORDS + word] << shift;
    long low = bits[row * WORDS + (word + 1) % WORDS] >>> 1 >>> (Long.SIZE - 1 - shift);
    return high | low;
  }

  /// For every vector in how many bits another within `distance` may differ: all but one of 700
  /// such pairs differ in no more.
  int[] allowed(VectorMetric metric, double distance) {
    double chord = metric == VectorMetric.COSINE ? Math.sqrt(2 * distance) : distance;
    int[] allowed = new int[radius.length];
    for (int row = 0; row < allowed.length; row++) {
      double widest = chord < radius[row] ? Math.asin(chord / radius[row]) : Math.PI;
      double share = widest / Math.PI;
      double spread = Math.sqrt(BITS * share * (1 - share));
      allowed[row] = (int) Math.ceil(BITS * share + ALLOWED * spread);
    }
    return allowed;
  }

  /// Signs the vectors from one on that are turned together.
  private void sign(LatentVectors vectors, int first, float[] middle, Rotation rotation) {
    int count = Math.min(size() - first, TOGETHER);
    float[][] entries = new float[rotation.width()][TOGETHER];
    float[] values = new float[middle.length];
    for (int v = 0; v < count; v++) {
      vectors.copy(first + v, values, 0);
      double square = 0;
      for (int i = 0; i < middle.length; i++) {
        float value = values[i] - middle[i];
        entries[i][v] = value;
        square += (double) value * value;
      }
      radius[first + v] = (float) Math.sqrt(square);
    }
    rotation.turn(entries);
    long[] set = new long[TOGETHER];
    for (int word = 0; word < WORDS; word++) {
      for (int i = word * Long.SIZE; i < (word + 1) * Long.SIZE; i++) {
        append(entries[i], set);
      }
      for (int v = 0; v < count; v++) {
        bits[(first + v) * WORDS + word] = set[v];
      }
    }
  }

  private static void append(float[] entry, long[] set) {
    for (int v = 0; v < set.length; v++) {
      set[v] = set[v] << 1 | Float.floatToRawIntBits(entry[v]) >>> 31;
    }
  }

  /// The mean of vectors spread evenly over the rows.
  private static float[] middle(LatentVectors vectors) {
    int d = vectors.dimensions();
    int count = Math.min(vectors.size(), SAMPLE);
    double[] sums = new double[d];
    float[] values = new float[d];
    for (int s = 0; s < count; s++) {
      vectors.copy((int) ((long) s * vectors.size() / count), values, 0);
      for (int i = 0; i < d; i++) {
        sums[i] += values[i];
      }
    }
    float[] middle = new float[d];
    for (int i = 0; i < d; i++) {
      middle[i] = (float) (sums[i] / count);
    }
    return middle;
  }
}
