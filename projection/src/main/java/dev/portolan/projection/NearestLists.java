package dev.portolan.projection;

import java.util.Arrays;

/// Lists of the k nearest rows seen so far, sorted by distance, ties by lower row.
///
/// A list is the best `k` of all that was ever offered to it, so it does not depend on the order of
/// the offers: threads may offer to the same list through [#offerLocked] and the outcome is the
/// same. Flat and row-major; an unfilled slot holds row −1 at an infinite distance. `9·n·k` bytes.
final class NearestLists {
  private static final int LOCKS = 4096;

  final int n;
  final int k;
  final int[] rows;
  final float[] distances;

  /// Whether the slot was filled since [#settle].
  final boolean[] fresh;

  private final Object[] locks = new Object[LOCKS];

  NearestLists(int n, int k) {
    if ((long) n * k > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          n + " rows with " + k + " neighbours each exceed one array; ask for fewer neighbours");
    }
    this.n = n;
    this.k = k;
    this.rows = new int[n * k];
    this.distances = new float[n * k];
    this.fresh = new boolean[n * k];
    Arrays.fill(rows, -1);
    Arrays.fill(distances, Float.POSITIVE_INFINITY);
    Arrays.setAll(locks, i -> new Object());
  }

  /// The distance that an offer to `list` must not exceed.
  float farthest(int list) {
    return k == 0 ? Float.NEGATIVE_INFINITY : distances[list * k + k - 1];
  }

  /// Offers from many threads. The unlocked looks are safe: [#farthest] only ever falls, and a row
  /// that is seen in a list was offered to it at this distance before.
  void offerLocked(int list, int row, float distance) {
    if (distance <= farthest(list) && !lists(list, row)) {
      synchronized (locks[list & (LOCKS - 1)]) {
        offer(list, row, distance);
      }
    }
  }

  private boolean lists(int list, int row) {
    boolean found = false;
    for (int slot = list * k; slot < (list + 1) * k; slot++) {
      found |= rows[slot] == row;
    }
    return found;
  }

  /// Puts `row` into the list if it belongs there and is not there yet.
  void offer(int list, int row, float distance) {
    int first = list * k;
    int slot = first + k;
    while (slot > first && before(distance, row, slot - 1)) {
      slot--;
    }
    if (slot == first + k || (slot > first && rows[slot - 1] == row)) {
      return;
    }
    int moved = first + k - 1 - slot;
    System.arraycopy(rows, slot, rows, slot + 1, moved);
    System.arraycopy(distances, slot, distances, slot + 1, moved);
    System.arraycopy(fresh, slot, fresh, slot + 1, moved);
    rows[slot] = row;
    distances[slot] = distance;
    fresh[slot] = true;
  }

  private boolean before(float distance, int row, int slot) {
    return distance < distances[slot] || (distance == distances[slot] && precedes(row, rows[slot]));
  }

  private static boolean precedes(int row, int other) {
    return other < 0 || row < other;
  }

  int filled(int list) {
    int count = 0;
    while (count < k && rows[list * k + count] >= 0) {
      count++;
    }
    return count;
  }

  int countFresh() {
    int count = 0;
    for (boolean slot : fresh) {
      count += slot ? 1 : 0;
    }
    return count;
  }

  /// Calls every slot old.
  void settle() {
    Arrays.fill(fresh, false);
  }

  /// The first `wanted` slots of every list.
  NeighborGraph graph(int wanted) {
    if (wanted == k) {
      return new NeighborGraph(n, k, rows, distances);
    }
    int[] nearest = new int[n * wanted];
    float[] near = new float[n * wanted];
    for (int list = 0; list < n; list++) {
      System.arraycopy(rows, list * k, nearest, list * wanted, wanted);
      System.arraycopy(distances, list * k, near, list * wanted, wanted);
    }
    return new NeighborGraph(n, wanted, nearest, near);
  }
}
