package dev.portolan.index.topics;

/// Gives every point a path of clusters: from the clustering as far as it goes, from there by
/// votes, top-down, to the first layer where they are unclear.
final class Assignment {
  private Assignment() {}

  /// @return `[layers][m]`, the cluster of each point, −1 from the layer on where its path ends
  static int[][] of(ClusterLayers clusters, int[] leftOut, Votes votes, NearestClustered fallback) {
    int[][] assigned = new int[clusters.layers()][];
    for (int layer = 0; layer < assigned.length; layer++) {
      assigned[layer] = clusters.clusterOf()[layer].clone();
    }
    for (int point : leftOut) {
      int above = -1;
      for (int layer = 0; layer < assigned.length; layer++) {
        if (assigned[layer][point] < 0) {
          int winner = votes.winner(new int[] {point}, clusters, layer, above);
          assigned[layer][point] = winner >= 0 ? winner : fallback.of(point, layer, above);
        }
        above = assigned[layer][point];
        if (above < 0) {
          break;
        }
      }
    }
    return assigned;
  }
}
