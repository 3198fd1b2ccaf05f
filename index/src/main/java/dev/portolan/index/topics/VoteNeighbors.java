package dev.portolan.index.topics;

import dev.portolan.projection.Progress;

/// Finds the points that vote on each other's topics.
///
/// Points are the distinct vectors of a build, `0 … m−1`.
@FunctionalInterface
public interface VoteNeighbors {
  /// The nearest other points of every point, nearest first, ties by lower point; called once in a
  /// build.
  ///
  /// @param k how many neighbours each should get
  /// @return `[m][k]`, row-major; −1 where a point has fewer
  int[] nearest(int k, Progress progress);
}
