package dev.portolan.index.duplicates;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// The first wins over kept pairs: the same rule as [OldestWins], with distances already known.
///
/// Made once for several cutoffs: `8·pairs` bytes. Immutable; safe for many threads.
public final class EdgeScan {
  private final DuplicateEdges edges;
  private final int[] start;
  private final int[] pair;

  EdgeScan(DuplicateEdges edges) {
    this.edges = edges;
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

  /// The largest cutoff that can be asked for; −1 where nothing was searched.
  public double ceiling() {
    return edges.ceiling();
  }

  /// The rows by rank, `[n]`: who comes first is retained.
  public int[] order() {
    return edges.order();
  }

  /// The duplicates at a cutoff, O(n + pairs).
  ///
  /// @throws IllegalArgumentException above the [DuplicateEdges#ceiling]
  public Duplicates at(double cutoff) {
    return at(cutoff, _ -> true);
  }

  /// The duplicates among some rows, as if there were no others; these are their own.
  ///
  /// @param live says which rows there are
  /// @throws IllegalArgumentException above the [DuplicateEdges#ceiling]
  public Duplicates at(double cutoff, IntPredicate live) {
    if (!(cutoff >= 0 && cutoff <= edges.ceiling())) {
      throw new IllegalArgumentException(
          "duplicate cutoff is "
              + cutoff
              + ", the pairs kept with this map are complete from 0 to "
              + edges.ceiling()
              + "; build the map again with this cutoff");
    }
    return new Scan(cutoff, live).run();
  }

  /// Adds the pairs kept of a vector within a distance: from it, to the first row of the other.
  void near(int vector, double distance, EdgeCollector.Buffer found) {
    for (int i = start[vector]; i < start[vector + 1]; i++) {
      int p = pair[i];
      if (edges.distance()[p] <= distance) {
        int other = edges.from()[p] == vector ? edges.to()[p] : edges.from()[p];
        found.add(vector, other, edges.distance()[p]);
      }
    }
  }

  /// What duplicates and the pairs kept connect at a cutoff: the first row of each row's component.
  int[] components(double cutoff, int[] duplicateOf) {
    DisjointSets sets = new DisjointSets(edges.size());
    for (int row = 0; row < edges.size(); row++) {
      sets.unite(edges.copyOf()[row], row);
      sets.unite(duplicateOf[row], row);
    }
    for (int i = 0; i < edges.pairs(); i++) {
      if (edges.distance()[i] <= cutoff) {
        sets.unite(edges.from()[i], edges.to()[i]);
      }
    }
    return Components.of(sets).root();
  }

  /// One pass over the rows in rank. Copies share the offers made to their vector; the first live
  /// one of them offers itself to others.
  private final class Scan {
    private final double cutoff;
    private final IntPredicate live;
    private final int[] first;
    private final int[] nearest;
    private final double[] offered;

    Scan(double cutoff, IntPredicate live) {
      this.cutoff = cutoff;
      this.live = live;
      first = new int[edges.size()];
      nearest = new int[edges.size()];
      offered = new double[edges.size()];
      Arrays.fill(first, -1);
      Arrays.fill(nearest, -1);
      Arrays.fill(offered, Double.POSITIVE_INFINITY);
    }

    Duplicates run() {
      int[] duplicateOf = new int[edges.size()];
      double[] distance = new double[edges.size()];
      for (int row : edges.order()) {
        int vector = edges.copyOf()[row];
        duplicateOf[row] = row;
        if (!live.test(row)) {
          continue;
        }
        if (nearest[vector] >= 0) {
          duplicateOf[row] = nearest[vector];
          distance[row] = offered[vector];
        } else if (first[vector] < 0) {
          first[vector] = row;
          offer(row, vector);
        } else {
          duplicateOf[row] = first[vector];
        }
      }
      return new Duplicates(cutoff, duplicateOf, distance, components(cutoff, duplicateOf), edges);
    }

    private void offer(int retained, int vector) {
      for (int i = start[vector]; i < start[vector + 1]; i++) {
        int p = pair[i];
        int other = edges.from()[p] == vector ? edges.to()[p] : edges.from()[p];
        double apart = edges.distance()[p];
        if (apart <= cutoff && apart < offered[other]) {
          offered[other] = apart;
          nearest[other] = retained;
        }
      }
    }
  }
}
