package dev.portolan.index.topics;

import java.util.Arrays;

/// The single-linkage hierarchy of a minimum spanning tree.
///
/// Nodes `0 … m−1` are the points; node `m+i` joins the two components that edge `i` connects, so a
/// parent's number is above its children's and the root is the last. `16·m` bytes.
///
/// @param points number of points, `m`
/// @param left `[m−1]`, one child of node `m+i`
/// @param right `[m−1]`, the other
/// @param sizes `[2m−1]`, points beneath each node
record Dendrogram(int points, int[] left, int[] right, int[] sizes) {

  static Dendrogram of(MinimumSpanningTree tree, int points) {
    int joins = tree.from().length;
    int[] left = new int[joins];
    int[] right = new int[joins];
    int[] sizes = new int[points + joins];
    Arrays.fill(sizes, 0, points, 1);
    DisjointSets sets = new DisjointSets(points);
    int[] top = new int[points];
    Arrays.setAll(top, i -> i);
    for (int i = 0; i < joins; i++) {
      left[i] = top[sets.find(tree.from()[i])];
      right[i] = top[sets.find(tree.to()[i])];
      sizes[points + i] = sizes[left[i]] + sizes[right[i]];
      sets.unite(tree.from()[i], tree.to()[i]);
      top[sets.find(tree.from()[i])] = points + i;
    }
    return new Dendrogram(points, left, right, sizes);
  }
}
