package dev.portolan.storage.hnsw;

import java.util.Arrays;

/// Which nodes a search has met: a bit each, and the words to clear after it.
final class Visited {
  private final long[] bits;
  private int[] words = new int[1024];
  private int count;

  Visited(int nodes) {
    bits = new long[(nodes >> 6) + 1];
  }

  /// @return whether the node is new
  boolean add(int node) {
    int word = node >> 6;
    long bit = 1L << node;
    long before = bits[word];
    if ((before & bit) != 0) {
      return false;
    }
    if (before == 0) {
      remember(word);
    }
    bits[word] = before | bit;
    return true;
  }

  boolean has(int node) {
    return (bits[node >> 6] & 1L << node) != 0;
  }

  private void remember(int word) {
    if (count == words.length) {
      words = Arrays.copyOf(words, 2 * count);
    }
    words[count++] = word;
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      bits[words[i]] = 0;
    }
    count = 0;
  }
}
