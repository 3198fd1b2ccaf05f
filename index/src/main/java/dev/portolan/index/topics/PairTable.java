package dev.portolan.index.topics;

import java.util.Arrays;

/// Counts of word pairs: an open-addressing table from a pair to a small number, in the order of
/// first sight.
final class PairTable {
  private long[] keys = new long[1 << 16];
  private int[] numbers = new int[1 << 16];
  private long[] pairs = new long[1 << 15];
  private int[] rowCounts = new int[1 << 15];
  private int[] lastRows = new int[1 << 15];
  private int size;

  PairTable() {
    Arrays.fill(keys, -1);
  }

  int size() {
    return size;
  }

  int first(int pair) {
    return (int) (pairs[pair] >>> 32);
  }

  int second(int pair) {
    return (int) pairs[pair];
  }

  /// In how many rows a pair was counted.
  int rows(int pair) {
    return rowCounts[pair];
  }

  /// Counts a pair in a row; rows must come in ascending order.
  void count(int first, int second, int row) {
    int pair = add((long) first << 32 | second);
    if (lastRows[pair] != row + 1) {
      lastRows[pair] = row + 1;
      rowCounts[pair]++;
    }
  }

  /// The number of a pair, −1 if it was never counted.
  int find(int first, int second) {
    int slot = slot((long) first << 32 | second);
    return keys[slot] < 0 ? -1 : numbers[slot];
  }

  private int add(long key) {
    int slot = slot(key);
    if (keys[slot] >= 0) {
      return numbers[slot];
    }
    if (2 * size >= keys.length) {
      grow();
      slot = slot(key);
    }
    if (size == rowCounts.length) {
      pairs = Arrays.copyOf(pairs, 2 * size);
      rowCounts = Arrays.copyOf(rowCounts, 2 * size);
      lastRows = Arrays.copyOf(lastRows, 2 * size);
    }
    keys[slot] = key;
    numbers[slot] = size;
    pairs[size] = key;
    return size++;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] >= 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    Arrays.fill(keys, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] >= 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
