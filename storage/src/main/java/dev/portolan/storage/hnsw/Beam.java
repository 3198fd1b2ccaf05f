package dev.portolan.storage.hnsw;

/// The nearest nodes that a search has met, nearest first, and which of them it has yet to expand.
///
/// A key holds distance, node and whether it was expanded, so that keys order as distances do,
/// equal ones by node.
final class Beam {
  private final long[] keys;
  private int width;
  private int size;
  private int next;

  /// @param widest how many nodes it ever keeps
  Beam(int widest) {
    keys = new long[widest];
  }

  static long key(float distance, int node) {
    int bits = Float.floatToRawIntBits(distance);
    int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
    return (long) ordered << 32 | (long) node << 1;
  }

  static int node(long key) {
    return (int) key >>> 1;
  }

  static float distance(long key) {
    int ordered = (int) (key >> 32);
    return Float.intBitsToFloat(ordered ^ (ordered >> 31 & Integer.MAX_VALUE));
  }

  void clear() {
    width = keys.length;
    size = 0;
    next = 0;
  }

  /// Keeps what it has, at most so many from now on, all of it to be expanded again.
  void reopen(int width) {
    size = Math.min(size, width);
    this.width = width;
    next = 0;
    for (int i = 0; i < size; i++) {
      keys[i] &= ~1L;
    }
  }

  void offer(float distance, int node) {
    long key = key(distance, node);
    if (size == width) {
      if (key >= keys[size - 1]) {
        return;
      }
      size--;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = low + high >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    System.arraycopy(keys, low, keys, low + 1, size - low);
    keys[low] = key;
    size++;
    next = Math.min(next, low);
  }

  /// The nearest node not expanded yet, which is now; −1 when all are.
  int expand() {
    while (next < size && (keys[next] & 1) != 0) {
      next++;
    }
    if (next == size) {
      return -1;
    }
    keys[next] |= 1;
    return node(keys[next]);
  }

  int size() {
    return size;
  }

  /// `[0 … size)`, nearest first.
  long[] keys() {
    return keys;
  }
}
