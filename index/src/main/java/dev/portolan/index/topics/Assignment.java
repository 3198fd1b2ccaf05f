package dev.portolan.index.topics;

import java.util.Arrays;

/// Gives every point a path of clusters, top-down.
///
/// With partial coverage its neighbours decide, also on a point that was clustered: it is in the
/// cluster it lies in, or in the one most of its neighbours are in, if enough of them agree; else
/// its path ends. With full coverage the clustering stands and whoever it left out follows most of
/// its neighbours.
final class Assignment {
  private final ClusterLayers clusters;
  private final Votes votes;
  private final int leastSize;
  private final int[][] assigned;

  private Assignment(ClusterLayers clusters, Votes votes, int leastSize) {
    this.clusters = clusters;
    this.votes = votes;
    this.leastSize = leastSize;
    this.assigned = new int[clusters.layers()][];
    for (int layer = 0; layer < assigned.length; layer++) {
      assigned[layer] = new int[clusters.clusterOf()[layer].length];
      Arrays.fill(assigned[layer], -1);
    }
  }

  /// @param leastSize clusters left with fewer points are dissolved, and those beneath them
  /// @return `[layers][m]`, the cluster of each point, −1 from the layer on where its path ends
  static int[][] partial(ClusterLayers clusters, Votes votes, int leastSize) {
    return new Assignment(clusters, votes, leastSize).partial();
  }

  /// @return `[layers][m]`, as [#partial]
  static int[][] full(ClusterLayers clusters, Votes votes, NearestClustered fallback) {
    return new Assignment(clusters, votes, 1).full(fallback);
  }

  private int[][] partial() {
    for (int layer = 0; layer < assigned.length; layer++) {
      int[] sizes = new int[clusters.parents()[layer].length];
      for (int point = 0; point < assigned[layer].length; point++) {
        int above = above(point, layer);
        if (layer == 0 || above >= 0) {
          int cluster = own(point, layer, above);
          cluster = cluster >= 0 ? cluster : votes.choice(point, layer, above);
          if (cluster >= 0 && votes.agree(point, cluster, layer, above)) {
            assigned[layer][point] = cluster;
            sizes[cluster]++;
          }
        }
      }
      for (int point = 0; point < assigned[layer].length; point++) {
        int cluster = assigned[layer][point];
        assigned[layer][point] = cluster >= 0 && sizes[cluster] >= leastSize ? cluster : -1;
      }
    }
    return assigned;
  }

  private int[][] full(NearestClustered fallback) {
    for (int layer = 0; layer < assigned.length; layer++) {
      for (int point = 0; point < assigned[layer].length; point++) {
        int above = above(point, layer);
        if (layer == 0 || above >= 0) {
          int cluster = own(point, layer, above);
          cluster = cluster >= 0 ? cluster : votes.choice(point, layer, above);
          assigned[layer][point] = cluster >= 0 ? cluster : fallback.of(point, layer, above);
        }
      }
    }
    return assigned;
  }

  private int above(int point, int layer) {
    return layer == 0 ? -1 : assigned[layer - 1][point];
  }

  /// The cluster a point lies in, where that is under the one it got above.
  private int own(int point, int layer, int above) {
    int cluster = clusters.clusterOf()[layer][point];
    boolean under = cluster >= 0 && (layer == 0 || clusters.parents()[layer][cluster] == above);
    return under ? cluster : -1;
  }
}
