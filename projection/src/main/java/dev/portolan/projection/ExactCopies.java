package dev.portolan.projection;

import java.util.Arrays;

/// Which rows hold exactly the same latent vector.
///
/// Copies break graph search (a row's whole list fills with copies), so they are united before a
/// neighbour graph is built. Two rows are copies when all their floats have the same bits, −0 taken
/// as 0. A 128-bit hash finds the candidates, a comparison of all bits decides. Immutable.
public final class ExactCopies {
  private final int[] representative;
  private final int[] unique;

  private ExactCopies(int[] representative, int[] unique) {
    this.representative = representative;
    this.unique = unique;
  }

  /// Finds the copies among all rows: one pass over the vectors, `24·n` bytes.
  public static ExactCopies of(LatentVectors vectors, int threads) {
    int n = vectors.size();
    long[] low = new long[n];
    long[] high = new long[n];
    hashRows(vectors, low, high, threads);
    int[] table = new int[Integer.highestOneBit(Math.max(1, Math.min(n, 1 << 28))) * 4];
    Arrays.fill(table, -1);
    Comparison comparison = new Comparison(vectors);
    int[] representative = new int[n];
    int[] unique = new int[n];
    int found = 0;
    for (int row = 0; row < n; row++) {
      int slot = (int) low[row] & (table.length - 1);
      while (table[slot] >= 0 && !same(table[slot], row, low, high, comparison)) {
        slot = (slot + 1) & (table.length - 1);
      }
      if (table[slot] < 0) {
        table[slot] = row;
        unique[found++] = row;
      }
      representative[row] = table[slot];
    }
    return new ExactCopies(representative, Arrays.copyOf(unique, found));
  }

  /// The lowest row with the same vector, `row` itself when it is the first or only one.
  public int representative(int row) {
    return representative[row];
  }

  /// Number of distinct vectors.
  public int uniqueCount() {
    return unique.length;
  }

  /// The rows that are their own representative, ascending: `[uniqueCount()]`.
  public int[] uniqueRows() {
    return unique.clone();
  }

  /// For every row the index of its representative in [#uniqueRows()]: `[n]`.
  public int[] uniqueIndices() {
    int[] index = new int[representative.length];
    for (int u = 0; u < unique.length; u++) {
      index[unique[u]] = u;
    }
    for (int row = 0; row < index.length; row++) {
      index[row] = index[representative[row]];
    }
    return index;
  }

  /// The distinct vectors alone; row `u` is row `uniqueRows()[u]` of `vectors`.
  public LatentVectors unique(LatentVectors vectors) {
    return unique.length == representative.length ? vectors : new SelectedVectors(vectors, unique);
  }

  private static void hashRows(LatentVectors vectors, long[] low, long[] high, int threads) {
    int d = vectors.dimensions();
    Crew.slices(
        threads,
        low.length,
        1024,
        Progress.none(),
        () -> {
          float[] values = new float[d];
          return (from, to) -> {
            for (int row = from; row < to; row++) {
              vectors.copy(row, values, 0);
              hash(values, row, low, high);
            }
          };
        });
  }

  private static void hash(float[] values, int row, long[] low, long[] high) {
    long a = 0x243f6a8885a308d3L;
    long b = 0x13198a2e03707344L;
    for (float value : values) {
      int bits = bits(value);
      a = Long.rotateLeft((a ^ bits) * 0x9e3779b97f4a7c15L, 29);
      b = Long.rotateLeft((b + bits) * 0xc2b2ae3d27d4eb4fL, 31);
    }
    low[row] = CounterRandom.hash(a, b);
    high[row] = CounterRandom.hash(b, a);
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value + 0.0f);
  }

  private static boolean same(int a, int b, long[] low, long[] high, Comparison comparison) {
    return low[a] == low[b] && high[a] == high[b] && comparison.same(a, b);
  }

  private record Comparison(LatentVectors vectors, float[] left, float[] right) {
    Comparison(LatentVectors vectors) {
      this(vectors, new float[vectors.dimensions()], new float[vectors.dimensions()]);
    }

    boolean same(int a, int b) {
      vectors.copy(a, left, 0);
      vectors.copy(b, right, 0);
      for (int i = 0; i < left.length; i++) {
        if (bits(left[i]) != bits(right[i])) {
          return false;
        }
      }
      return true;
    }
  }
}
