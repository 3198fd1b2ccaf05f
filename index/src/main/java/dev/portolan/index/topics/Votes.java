package dev.portolan.index.topics;

/// Votes of the nearest points on the cluster of a point.
///
/// A cluster's share is taken among the neighbours that have one in that layer, below the first
/// layer among those under the same parent, as [TopicPosterior] counts them with equal weights. A
/// cluster too small to win that many votes is asked of fewer neighbours: of as many as it has
/// other members. The order of the votes does not matter. Safe for one thread.
final class Votes {
  static final int NEIGHBORS = 32;

  /// The least share of a point's neighbours in a cluster of the first layer; below it any
  /// majority.
  static final double CLEAR = .65;

  static final double MAJORITY = .5;

  /// The least share of the pooled neighbours of a whole cluster under its parent.
  private static final double ADOPTED = .35;

  private final ClusterLayers clusters;
  private final int[] neighbors;
  private final int[][] sizes;
  private final int[] votes;

  /// @param neighbors `[m][32]`, nearest first, −1 where there is none
  Votes(ClusterLayers clusters, int m, int[] neighbors) {
    if (neighbors.length != m * NEIGHBORS) {
      throw new IllegalArgumentException(
          "%d points got %d neighbours; give %d each, -1 where there is none"
              .formatted(m, neighbors.length, NEIGHBORS));
    }
    this.clusters = clusters;
    this.neighbors = neighbors;
    this.sizes = new int[clusters.layers()][];
    this.votes = new int[m];
  }

  /// Counts the members of the clusters; call it when they are settled.
  void settle() {
    for (int layer = 0; layer < sizes.length; layer++) {
      sizes[layer] = new int[clusters.parents()[layer].length];
      for (int cluster : clusters.clusterOf()[layer]) {
        if (cluster >= 0) {
          sizes[layer][cluster]++;
        }
      }
    }
  }

  /// The cluster of `layer` that takes in these points as a whole; −1 where less than .35 of their
  /// neighbours are in any.
  ///
  /// @param above only clusters under this one of the layer before may win; −1 for any
  int adopter(int[] points, int layer, int above) {
    int assigned = 0;
    for (int point : points) {
      assigned += count(point, NEIGHBORS, layer, above, 1);
    }
    int winner = -1;
    for (int point : points) {
      winner = most(point, layer, above, winner);
    }
    boolean clear = winner >= 0 && votes[winner] >= ADOPTED * assigned;
    for (int point : points) {
      count(point, NEIGHBORS, layer, above, -1);
    }
    return clear ? winner : -1;
  }

  /// The cluster of `layer` most neighbours of a point are in, ties by lower cluster; −1 when none
  /// is in any.
  int choice(int point, int layer, int above) {
    count(point, NEIGHBORS, layer, above, 1);
    int winner = most(point, layer, above, -1);
    count(point, NEIGHBORS, layer, above, -1);
    return winner;
  }

  /// Whether a point's neighbours agree that it is in a cluster.
  boolean agree(int point, int cluster, int layer, int above) {
    int asked = Math.min(NEIGHBORS, Math.max(1, sizes[layer][cluster] - 1));
    int assigned = count(point, asked, layer, above, 1);
    int won = votes[cluster];
    count(point, asked, layer, above, -1);
    return won > 0 && won >= (layer == 0 ? CLEAR : MAJORITY) * assigned;
  }

  private int most(int point, int layer, int above, int best) {
    int winner = best;
    int start = point * NEIGHBORS;
    for (int i = start; i < start + NEIGHBORS; i++) {
      int cluster = voted(i, layer, above);
      boolean beats =
          winner < 0
              || cluster >= 0 && votes[cluster] > votes[winner]
              || cluster >= 0 && votes[cluster] == votes[winner] && cluster < winner;
      winner = beats ? cluster : winner;
    }
    return winner;
  }

  /// Adds `step` to the votes of the clusters of a point's nearest; returns how many have one.
  private int count(int point, int asked, int layer, int above, int step) {
    int assigned = 0;
    int start = point * NEIGHBORS;
    for (int i = start; i < start + asked; i++) {
      int cluster = voted(i, layer, above);
      if (cluster >= 0) {
        votes[cluster] += step;
        assigned++;
      }
    }
    return assigned;
  }

  private int voted(int i, int layer, int above) {
    int cluster = neighbors[i] < 0 ? -1 : clusters.clusterOf()[layer][neighbors[i]];
    boolean counts = cluster >= 0 && (above < 0 || clusters.parents()[layer][cluster] == above);
    return counts ? cluster : -1;
  }
}
