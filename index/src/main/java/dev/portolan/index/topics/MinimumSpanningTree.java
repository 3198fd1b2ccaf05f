package dev.portolan.index.topics;

import java.util.Arrays;

/// The minimum spanning tree of points under mutual reachability.
///
/// The mutual reachability of two points is the largest of their distance and their two core
/// distances (Campello, Moulavi, Sander 2013). Edges are ordered by (weight, lower id, higher id);
/// no two are equal, so there is one tree and neither the search nor the threads can change it.
///
/// Borůvka's rounds over a kd-tree (March, Ram, Gray 2010): each component finds its least outgoing
/// edge, all are added, components merge. What a point has learned stays true in later rounds,
/// because components only grow: its nearest foreign point remains the nearest while it is foreign,
/// and a weight below which there was nothing foreign remains a lower bound. So in a round only
/// those points search whose bound is not above the best edge their component already has. `O(m
/// log² m)` in practice, `60·m` bytes beside the points.
///
/// @param from the lower id of each edge; edges ascending, `m − 1` of them
/// @param to the higher id of each edge
/// @param weights squared mutual reachability of each edge
record MinimumSpanningTree(int[] from, int[] to, double[] weights) {

  static MinimumSpanningTree of(PointTree tree, int minSamples, Slices slices) {
    double[] core = CoreDistances.of(tree, minSamples, slices.share(0, .2));
    return new BoruvkaRounds(tree, core, slices.share(.2, 1)).run();
  }

  /// Sorts edges by (weight, lower id, higher id).
  static MinimumSpanningTree sorted(int[] from, int[] to, double[] weights) {
    int edges = from.length;
    Integer[] order = new Integer[edges];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> {
          int byWeight = Double.compare(weights[a], weights[b]);
          int byFrom = byWeight != 0 ? byWeight : Integer.compare(from[a], from[b]);
          return byFrom != 0 ? byFrom : Integer.compare(to[a], to[b]);
        });
    int[] sortedFrom = new int[edges];
    int[] sortedTo = new int[edges];
    double[] sortedWeights = new double[edges];
    for (int i = 0; i < edges; i++) {
      sortedFrom[i] = from[order[i]];
      sortedTo[i] = to[order[i]];
      sortedWeights[i] = weights[order[i]];
    }
    return new MinimumSpanningTree(sortedFrom, sortedTo, sortedWeights);
  }
}
