package dev.portolan.index.topics;

/// Where a point goes whose neighbours' votes decide nothing.
@FunctionalInterface
interface NearestClustered {
  /// The cluster of `layer`, under cluster `above` of the layer before when that is not −1, the
  /// point falls to; −1 for none.
  int of(int point, int layer, int above);

  /// The cluster of the nearest clustered point, ties by lower point. `O(m)` for each point asked
  /// for.
  static NearestClustered among(float[] coordinates, int dimensions, ClusterLayers clusters) {
    return (point, layer, above) -> {
      int[] clusterOf = clusters.clusterOf()[layer];
      int[] parents = clusters.parents()[layer];
      int nearest = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int other = 0; other < clusterOf.length; other++) {
        int cluster = clusterOf[other];
        if (cluster >= 0 && (above < 0 || parents[cluster] == above)) {
          double distance = squared(coordinates, dimensions, point, other);
          if (distance < least) {
            least = distance;
            nearest = cluster;
          }
        }
      }
      return nearest;
    };
  }

  private static double squared(float[] coordinates, int dimensions, int a, int b) {
    double sum = 0;
    for (int axis = 0; axis < dimensions; axis++) {
      double difference =
          (double) coordinates[a * dimensions + axis] - coordinates[b * dimensions + axis];
      sum += difference * difference;
    }
    return sum;
  }
}
