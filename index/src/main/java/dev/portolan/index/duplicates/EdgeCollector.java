package dev.portolan.index.duplicates;

import java.util.Arrays;

/// Collects pairs from several threads and keeps no more than `capacity` of them: the nearest.
///
/// What is kept depends on the pairs alone, not on the order they come in: all that are nearer than
/// the nearest one dropped.
final class EdgeCollector {
  private static final int PER_DATUM = 32;
  private static final int MOST = 1 << 26;

  private final long capacity;
  private final Buffer kept = new Buffer();
  private volatile double dropped = Double.POSITIVE_INFINITY;

  EdgeCollector(long capacity) {
    this.capacity = capacity;
  }

  /// How many pairs are kept of so many data.
  static long capacity(int data) {
    return Math.min((long) PER_DATUM * data, MOST);
  }

  /// Distance from which on pairs were dropped; infinity when none was.
  double dropped() {
    return dropped;
  }

  synchronized void add(Buffer pairs) {
    for (int i = 0; i < pairs.size; i++) {
      if (pairs.distances[i] < dropped) {
        kept.add(pairs.from[i], pairs.to[i], pairs.distances[i]);
        if (kept.size > 2 * capacity) {
          shrink();
        }
      }
    }
  }

  /// The pairs kept, in no particular order.
  synchronized Buffer finish() {
    if (kept.size > capacity) {
      shrink();
    }
    return kept;
  }

  private void shrink() {
    double[] sorted = Arrays.copyOf(kept.distances, kept.size);
    Arrays.parallelSort(sorted);
    dropped = sorted[(int) capacity];
    int size = 0;
    for (int i = 0; i < kept.size; i++) {
      if (kept.distances[i] < dropped) {
        kept.from[size] = kept.from[i];
        kept.to[size] = kept.to[i];
        kept.distances[size++] = kept.distances[i];
      }
    }
    kept.size = size;
  }

  /// A growing list of pairs.
  static final class Buffer {
    int[] from = new int[64];
    int[] to = new int[64];
    double[] distances = new double[64];
    int size;

    void add(int a, int b, double distance) {
      if (size == from.length) {
        int length = Math.max(size + (size >> 1), 64);
        from = Arrays.copyOf(from, length);
        to = Arrays.copyOf(to, length);
        distances = Arrays.copyOf(distances, length);
      }
      from[size] = a;
      to[size] = b;
      distances[size++] = distance;
    }
  }
}
