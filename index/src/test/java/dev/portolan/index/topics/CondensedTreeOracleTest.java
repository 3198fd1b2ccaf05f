package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.projection.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Leaf clusters read off the births and deaths against cutting the spanning tree edge by edge.
class CondensedTreeOracleTest {

  @Test
  void everyMinSize_sameLeavesAsCuttingEdges() {
    for (int salt = 0; salt < 4; salt++) {
      Blobs blobs = Blobs.of(240, 2, 5, 100 + salt);
      MinimumSpanningTree edges =
          MinimumSpanningTree.of(
              new PointTree(blobs.coordinates(), 2), 5, new Slices(2, Progress.none()));
      CondensedTree tree = CondensedTree.of(Dendrogram.of(edges, blobs.size()));
      for (int minSize = 2; minSize < 80; minSize++) {
        assertEquals(
            leavesByCutting(edges, blobs.size(), minSize),
            groups(tree.leavesAt(minSize)),
            "min size " + minSize + ", seed " + Blobs.SEED);
      }
    }
  }

  @Test
  void smallerMinSize_leavesLieInsideOrOutsideLargerOnes() {
    Blobs blobs = Blobs.of(600, 3, 9, 200);
    MinimumSpanningTree edges =
        MinimumSpanningTree.of(
            new PointTree(blobs.coordinates(), 3), 5, new Slices(2, Progress.none()));
    CondensedTree tree = CondensedTree.of(Dendrogram.of(edges, blobs.size()));
    for (int minSize = 5; minSize < 60; minSize += 3) {
      int[] coarse = tree.leavesAt(minSize + 3);
      for (Set<Integer> leaf : groups(tree.leavesAt(minSize))) {
        assertEquals(1, leaf.stream().map(i -> coarse[i]).distinct().count());
      }
    }
  }

  /// The definition: remove the heaviest edge; if both parts hold `minSize` points it is a split,
  /// else follow the larger part; a component that never splits is a leaf, unless it is everything.
  private static Set<Set<Integer>> leavesByCutting(MinimumSpanningTree tree, int m, int minSize) {
    Set<Set<Integer>> leaves = new HashSet<>();
    Set<Integer> all = new TreeSet<>();
    for (int i = 0; i < m; i++) {
      all.add(i);
    }
    collect(tree, all, all, minSize, leaves);
    leaves.remove(all);
    return leaves;
  }

  private static void collect(
      MinimumSpanningTree tree,
      Set<Integer> born,
      Set<Integer> component,
      int minSize,
      Set<Set<Integer>> leaves) {
    int heaviest = tree.from().length - 1;
    while (heaviest >= 0
        && !(component.contains(tree.from()[heaviest])
            && component.contains(tree.to()[heaviest]))) {
      heaviest--;
    }
    if (heaviest < 0) {
      leaves.add(born);
      return;
    }
    int edge = heaviest;
    Set<Integer> a = reachable(tree, tree.from()[edge], component, edge);
    Set<Integer> b = new TreeSet<>(component);
    b.removeAll(a);
    if (a.size() >= minSize && b.size() >= minSize) {
      collect(tree, a, a, minSize, leaves);
      collect(tree, b, b, minSize, leaves);
    } else if (Math.max(a.size(), b.size()) < minSize) {
      leaves.add(born);
    } else {
      collect(tree, born, a.size() >= minSize ? a : b, minSize, leaves);
    }
  }

  /// What is connected to `start` by edges lighter than edge `limit`.
  private static Set<Integer> reachable(
      MinimumSpanningTree tree, int start, Set<Integer> component, int limit) {
    Set<Integer> reached = new TreeSet<>(Set.of(start));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int i = 0; i < limit; i++) {
        boolean from = reached.contains(tree.from()[i]);
        boolean to = reached.contains(tree.to()[i]);
        boolean inside = component.contains(tree.from()[i]) && component.contains(tree.to()[i]);
        if (from != to && inside) {
          reached.add(from ? tree.to()[i] : tree.from()[i]);
          grew = true;
        }
      }
    }
    return reached;
  }

  private static Set<Set<Integer>> groups(int[] groupOf) {
    List<Set<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < groupOf.length; i++) {
      while (groups.size() <= groupOf[i]) {
        groups.add(new TreeSet<>());
      }
      if (groupOf[i] >= 0) {
        groups.get(groupOf[i]).add(i);
      }
    }
    return new HashSet<>(groups);
  }
}
