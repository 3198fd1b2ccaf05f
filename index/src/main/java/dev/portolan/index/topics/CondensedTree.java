package dev.portolan.index.topics;

import java.util.Arrays;

/// For every node of a [Dendrogram], the minimum cluster sizes at which it is a leaf cluster.
///
/// At minimum size `s` a join splits when both its sides hold at least `s` points. A node is a leaf
/// cluster at `s` when its parent splits there and no join beneath it does: for `deaths[v] < s ≤
/// births[v]`. The cut at any `s` is thus read off one tree, and a leaf of a smaller `s` lies
/// inside one leaf of a larger `s` or outside all of them (Bot, McInnes, Aerts 2025, arXiv
/// 2512.16558).
///
/// @param dendrogram the hierarchy that is cut
/// @param births `[2m−1]`, the largest such size; 0 for the root
/// @param deaths `[2m−1]`, the largest size at which a join beneath splits
record CondensedTree(Dendrogram dendrogram, int[] births, int[] deaths) {

  static CondensedTree of(Dendrogram dendrogram) {
    int m = dendrogram.points();
    int[] sizes = dendrogram.sizes();
    int[] births = new int[sizes.length];
    int[] deaths = new int[sizes.length];
    for (int i = 0; i < dendrogram.left().length; i++) {
      int a = dendrogram.left()[i];
      int b = dendrogram.right()[i];
      int split = Math.min(sizes[a], sizes[b]);
      births[a] = split;
      births[b] = split;
      deaths[m + i] = Math.max(split, Math.max(deaths[a], deaths[b]));
    }
    return new CondensedTree(dendrogram, births, deaths);
  }

  boolean isLeafAt(int node, int minSize) {
    return deaths[node] < minSize && minSize <= births[node];
  }

  /// The leaf cluster of every point at one minimum size, numbered from 0 by descending node, −1
  /// for points in none.
  int[] leavesAt(int minSize) {
    int[] leaf = new int[births.length];
    Arrays.fill(leaf, -1);
    int leaves = 0;
    int m = dendrogram.points();
    for (int node = births.length - 1; node >= 0; node--) {
      if (isLeafAt(node, minSize)) {
        leaf[node] = leaves++;
      }
      if (node >= m) {
        leaf[dendrogram.left()[node - m]] = leaf[node];
        leaf[dendrogram.right()[node - m]] = leaf[node];
      }
    }
    return Arrays.copyOf(leaf, m);
  }
}
