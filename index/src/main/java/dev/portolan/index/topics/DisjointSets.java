package dev.portolan.index.topics;

import java.util.Arrays;

/// Disjoint sets of `0 … n−1` with path halving; a set is named by its lowest member.
final class DisjointSets {
  private final int[] parent;

  DisjointSets(int n) {
    this.parent = new int[n];
    Arrays.setAll(parent, i -> i);
  }

  int find(int member) {
    int i = member;
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }

  /// Joins two sets; false when they were one already.
  boolean unite(int a, int b) {
    int x = find(a);
    int y = find(b);
    parent[Math.max(x, y)] = Math.min(x, y);
    return x != y;
  }
}
