package dev.portolan.index.topics;

/// Finds the points that vote on the topic of a point the clustering left out.
///
/// Points are the distinct vectors of a build, `0 … m−1`.
@FunctionalInterface
public interface VoteNeighbors {
  /// The nearest other points of each of the given points, nearest first, ties by lower point.
  ///
  /// Called once in a build, with about a third of all points.
  ///
  /// @param points the points asked for, ascending
  /// @param k how many neighbours each should get
  /// @return `[points.length][k]`, row-major; −1 where a point has fewer
  int[] nearest(int[] points, int k);
}
