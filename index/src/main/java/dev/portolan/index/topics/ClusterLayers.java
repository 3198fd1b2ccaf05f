package dev.portolan.index.topics;

import java.util.Arrays;

/// Clusters of points in nested layers: what the cuts of a [CondensedTree] become once every
/// cluster has a parent.
///
/// A fine cluster that hangs outside all coarse ones is *adopted*: its members' neighbours vote,
/// pooled, and the whole cluster goes under the winner; without a clear winner it is dissolved.
/// Layers count from 0 here, coarsest first.
///
/// @param clusterOf `[layers][m]`, the cluster of each point, −1 for none; a point in a cluster is
///   in the parent of that cluster
/// @param parents `[layers][clusters]`, the cluster one layer up; −1 in layer 0 and for dissolved
///   clusters
record ClusterLayers(int[][] clusterOf, int[][] parents) {

  /// Cuts a tree at the given minimum sizes; clusters may still lack a parent.
  static ClusterLayers cut(CondensedTree tree, int[] minSizes) {
    int[][] clusterOf = new int[minSizes.length][];
    int[][] parents = new int[minSizes.length][];
    for (int layer = 0; layer < minSizes.length; layer++) {
      clusterOf[layer] = tree.leavesAt(minSizes[layer]);
      parents[layer] = new int[Arrays.stream(clusterOf[layer]).max().orElse(-1) + 1];
      Arrays.fill(parents[layer], -1);
    }
    return new ClusterLayers(clusterOf, parents);
  }

  int layers() {
    return clusterOf.length;
  }

  /// Finds a parent for every cluster, or dissolves it.
  void findParents(Votes votes) {
    for (int layer = 1; layer < layers(); layer++) {
      int[][] members = Buckets.of(clusterOf[layer], parents[layer].length);
      boolean[] orphans = new boolean[members.length];
      for (int cluster = 0; cluster < members.length; cluster++) {
        if (members[cluster].length > 0) {
          int above = clusterOf[layer - 1][members[cluster][0]];
          orphans[cluster] = above < 0;
          parents[layer][cluster] =
              above >= 0 ? above : voteForParent(layer, members[cluster], votes);
        }
      }
      for (int cluster = 0; cluster < members.length; cluster++) {
        if (orphans[cluster]) {
          adopt(layer, cluster, members[cluster]);
        }
      }
    }
  }

  private int voteForParent(int layer, int[] members, Votes votes) {
    int above = layer > 1 ? clusterOf[layer - 2][members[0]] : -1;
    return votes.adopter(members, layer - 1, above);
  }

  private void adopt(int layer, int cluster, int[] members) {
    for (int point : members) {
      if (parents[layer][cluster] < 0) {
        clusterOf[layer][point] = -1;
      } else {
        putUnder(layer - 1, parents[layer][cluster], point);
      }
    }
  }

  private void putUnder(int layer, int cluster, int point) {
    int up = cluster;
    for (int l = layer; l >= 0; l--) {
      clusterOf[l][point] = up;
      up = parents[l][up];
    }
  }
}
