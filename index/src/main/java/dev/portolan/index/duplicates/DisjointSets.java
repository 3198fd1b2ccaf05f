package dev.portolan.index.duplicates;

/// Disjoint sets of `0 … n-1`, each named by its lowest member (Tarjan's union-find).
///
/// The partition and its names do not depend on the order of the unions. Not for several threads.
final class DisjointSets {
  private final int[] parent;

  DisjointSets(int n) {
    parent = new int[n];
    for (int i = 0; i < n; i++) {
      parent[i] = i;
    }
  }

  int size() {
    return parent.length;
  }

  int find(int member) {
    int at = member;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  void unite(int a, int b) {
    int x = find(a);
    int y = find(b);
    if (x < y) {
      parent[y] = x;
    } else {
      parent[x] = y;
    }
  }
}
