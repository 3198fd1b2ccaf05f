package dev.portolan.index.duplicates;

import java.util.Arrays;

/// Oldest wins over kept pairs: the same rule as [OldestWins], with distances already known.
final class EdgeScan {
  private final DuplicateEdges edges;
  private final double cutoff;
  private final int[] start;
  private final int[] pair;

  EdgeScan(DuplicateEdges edges, double cutoff) {
    this.edges = edges;
    this.cutoff = cutoff;
    start = new int[edges.size() + 1];
    for (int i = 0; i < edges.pairs(); i++) {
      start[edges.from()[i] + 1]++;
      start[edges.to()[i] + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    pair = new int[2 * edges.pairs()];
    int[] next = start.clone();
    for (int i = 0; i < edges.pairs(); i++) {
      pair[next[edges.from()[i]]++] = i;
      pair[next[edges.to()[i]]++] = i;
    }
  }

  Duplicates run() {
    int n = edges.size();
    int[] duplicateOf = edges.copyOf().clone();
    double[] distance = new double[n];
    int[] nearest = new int[n];
    Arrays.fill(nearest, -1);
    double[] offered = new double[n];
    Arrays.fill(offered, Double.POSITIVE_INFINITY);
    for (int row = 0; row < n; row++) {
      int first = edges.copyOf()[row];
      if (nearest[first] >= 0) {
        duplicateOf[row] = nearest[first];
        distance[row] = offered[first];
      } else if (first == row) {
        offer(row, nearest, offered);
      }
    }
    return new Duplicates(cutoff, duplicateOf, distance, components(), edges);
  }

  private void offer(int retained, int[] nearest, double[] offered) {
    for (int i = start[retained]; i < start[retained + 1]; i++) {
      int p = pair[i];
      int other = edges.from()[p] == retained ? edges.to()[p] : edges.from()[p];
      double apart = edges.distance()[p];
      if (apart <= cutoff && apart < offered[other]) {
        offered[other] = apart;
        nearest[other] = retained;
      }
    }
  }

  private int[] components() {
    DisjointSets sets = new DisjointSets(edges.size());
    for (int row = 0; row < edges.size(); row++) {
      sets.unite(edges.copyOf()[row], row);
    }
    for (int i = 0; i < edges.pairs(); i++) {
      if (edges.distance()[i] <= cutoff) {
        sets.unite(edges.from()[i], edges.to()[i]);
      }
    }
    return Components.of(sets).root();
  }
}
