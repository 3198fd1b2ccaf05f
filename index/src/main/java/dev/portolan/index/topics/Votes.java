package dev.portolan.index.topics;

import java.util.Arrays;

/// Votes of neighbours on the clusters of points the clustering left out.
///
/// The rule of [TopicPosterior] with equal weights: a cluster's share is taken among the neighbours
/// that have one in that layer, and the highest share wins, ties by lower cluster, if it is at
/// least .35. Only clustered points vote, so the order of the votes does not matter. Safe for one
/// thread.
final class Votes {
  static final int NEIGHBORS = 32;
  private static final double LEAST_SHARE = .35;

  private final int[] rowOf;
  private final int[] neighbors;
  private final double leastShare;
  private final int[] votes;

  /// @param points the points left out, ascending
  /// @param neighbors `[points.length][32]`, −1 where there is none
  Votes(int m, int[] points, int[] neighbors, Coverage coverage) {
    if (neighbors.length != points.length * NEIGHBORS) {
      throw new IllegalArgumentException(
          "%d points got %d neighbours; give %d each, -1 where there is none"
              .formatted(points.length, neighbors.length, NEIGHBORS));
    }
    this.rowOf = new int[m];
    Arrays.fill(rowOf, -1);
    for (int i = 0; i < points.length; i++) {
      rowOf[points[i]] = i;
    }
    this.neighbors = neighbors;
    this.votes = new int[m];
    this.leastShare = coverage == Coverage.FULL ? 0 : LEAST_SHARE;
  }

  /// The cluster of `layer` the neighbours of these points choose; −1 when none has enough votes.
  ///
  /// @param above only clusters under this one of the layer before may win; −1 for any
  int winner(int[] points, ClusterLayers clusters, int layer, int above) {
    int[] clusterOf = clusters.clusterOf()[layer];
    int[] parents = clusters.parents()[layer];
    int assigned = count(points, clusterOf, 1);
    int winner = -1;
    for (int point : points) {
      int start = rowOf[point] * NEIGHBORS;
      for (int i = start; i < start + NEIGHBORS; i++) {
        int cluster = neighbors[i] < 0 ? -1 : clusterOf[neighbors[i]];
        if (cluster >= 0 && (above < 0 || parents[cluster] == above) && beats(cluster, winner)) {
          winner = cluster;
        }
      }
    }
    boolean clear = winner >= 0 && votes[winner] >= leastShare * assigned;
    count(points, clusterOf, -1);
    return clear ? winner : -1;
  }

  private boolean beats(int cluster, int winner) {
    return winner < 0
        || votes[cluster] > votes[winner]
        || (votes[cluster] == votes[winner] && cluster < winner);
  }

  /// Adds `step` to the votes of each neighbour's cluster; returns how many neighbours have one.
  private int count(int[] points, int[] clusterOf, int step) {
    int assigned = 0;
    for (int point : points) {
      int start = rowOf[point] * NEIGHBORS;
      for (int i = start; i < start + NEIGHBORS; i++) {
        int cluster = neighbors[i] < 0 ? -1 : clusterOf[neighbors[i]];
        if (cluster >= 0) {
          votes[cluster] += step;
          assigned++;
        }
      }
    }
    return assigned;
  }
}
