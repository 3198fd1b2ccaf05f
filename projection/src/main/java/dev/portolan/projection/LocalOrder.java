package dev.portolan.projection;

import java.util.Arrays;

/// The rows in an order that brings near ones together: the leaves of a random-projection tree.
///
/// Each part with more than [#LEAF] rows is divided by which of two of its rows `a` and `b`, drawn
/// by hash, a row `x` is nearer to: by `(x − (a + b) / 2)·(b − a)`. Whoever works through the rows
/// in this order finds the vectors of a row's surroundings in the processor's cache. Paper:
/// Dasgupta & Freund, STOC 2008.
///
/// `n·log₂(n / LEAF)` products, `13·n` bytes. A function of vectors and seed.
///
/// @param rows every row once
/// @param leaves where each leaf begins, and `n`
record LocalOrder(int[] rows, int[] leaves) {
  static final int LEAF = 64;

  private static final int GRAIN = 2048;

  /// A part that is not divided by then has rows that are all alike.
  private static final int LEVELS = 60;

  static LocalOrder of(LatentVectors vectors, long seed, int threads) {
    int n = vectors.size();
    Parts parts = new Parts(n);
    for (int level = 0; level < LEVELS && parts.anyAbove(LEAF); level++) {
      parts = parts.divided(vectors, CounterRandom.hash(seed, level), threads);
    }
    return new LocalOrder(parts.rows, Arrays.copyOf(parts.starts, parts.count + 1));
  }

  /// Where each row stands in the order.
  int[] places() {
    int[] places = new int[rows.length];
    for (int place = 0; place < rows.length; place++) {
      places[rows[place]] = place;
    }
    return places;
  }

  /// The vectors in this order; copied where they are on the heap anyway.
  LatentVectors arrange(LatentVectors vectors, int threads) {
    LatentVectors arranged = new SelectedVectors(vectors, rows);
    return vectors instanceof HeapVectors ? HeapVectors.of(arranged, threads) : arranged;
  }

  /// Where the rows stand: part `p` holds `rows[starts[p]] … rows[starts[p + 1] − 1]`.
  private static final class Parts {
    private final int[] rows;
    private final int[] starts;
    private int count;

    Parts(int n) {
      rows = new int[n];
      Arrays.setAll(rows, row -> row);
      starts = new int[] {0, n};
      count = n == 0 ? 0 : 1;
    }

    private Parts(int n, int most) {
      rows = new int[n];
      starts = new int[most + 1];
    }

    boolean anyAbove(int size) {
      for (int part = 0; part < count; part++) {
        if (starts[part + 1] - starts[part] > size) {
          return true;
        }
      }
      return false;
    }

    Parts divided(LatentVectors vectors, long seed, int threads) {
      boolean[] second = sides(vectors, seed, threads);
      Parts next = new Parts(rows.length, 2 * count);
      int slot = 0;
      for (int part = 0; part < count; part++) {
        slot = next.take(this, part, second, false, slot);
        slot = next.take(this, part, second, true, slot);
      }
      return next;
    }

    /// Appends the rows of one side of a part as a part of its own, unless there are none.
    private int take(Parts from, int part, boolean[] second, boolean side, int first) {
      int slot = first;
      for (int s = from.starts[part]; s < from.starts[part + 1]; s++) {
        if (second[s] == side) {
          rows[slot++] = from.rows[s];
        }
      }
      if (slot > first) {
        starts[++count] = slot;
      }
      return slot;
    }

    /// For each slot whether its row is nearer to the second of the two rows drawn for its part.
    private boolean[] sides(LatentVectors vectors, long seed, int threads) {
      boolean[] second = new boolean[rows.length];
      Crew.slices(
          threads,
          rows.length,
          GRAIN,
          Progress.none(),
          () -> {
            Divide divide = new Divide(vectors);
            return (from, to) -> {
              int part = partOf(from);
              for (int slot = from; slot < to; part++) {
                int end = Math.min(to, starts[part + 1]);
                int size = starts[part + 1] - starts[part];
                if (size > LEAF) {
                  divide.between(drawn(seed, part, 0, size), drawn(seed, part, 1, size));
                  for (int s = slot; s < end; s++) {
                    second[s] = divide.isNearerToSecond(rows[s]);
                  }
                }
                slot = end;
              }
            };
          });
      return second;
    }

    private int drawn(long seed, int part, int which, int size) {
      return rows[starts[part] + CounterRandom.below(CounterRandom.hash(seed, part, which), size)];
    }

    private int partOf(int slot) {
      int found = Arrays.binarySearch(starts, 0, count + 1, slot);
      return found >= 0 ? found : -found - 2;
    }
  }

  /// The plane half-way between two rows, for one thread.
  private static final class Divide {
    private final LatentVectors vectors;
    private final VectorKernel kernel = VectorKernel.fastest();
    private final float[] direction;
    private final float[] middle;
    private final float[] row;

    Divide(LatentVectors vectors) {
      this.vectors = vectors;
      direction = new float[vectors.dimensions()];
      middle = new float[vectors.dimensions()];
      row = new float[vectors.dimensions()];
    }

    void between(int a, int b) {
      vectors.copy(a, row, 0);
      vectors.copy(b, direction, 0);
      for (int i = 0; i < row.length; i++) {
        middle[i] = (row[i] + direction[i]) / 2;
        direction[i] -= row[i];
      }
    }

    boolean isNearerToSecond(int x) {
      vectors.copy(x, row, 0);
      for (int i = 0; i < row.length; i++) {
        row[i] -= middle[i];
      }
      return kernel.dot(row, 0, direction, 0, row.length) > 0;
    }
  }
}
