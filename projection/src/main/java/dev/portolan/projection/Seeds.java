package dev.portolan.projection;

/// First neighbour lists to start the neighbour graph from, as a stored HNSW graph holds them.
///
/// May be short, may be empty, may list a row twice or itself: they are a start, not a promise.
/// Safe for many threads.
public interface Seeds {
  /// Writes neighbours of `row` (rows, any order) into `target` and returns how many; never more
  /// than `target.length`.
  int neighbors(int row, int[] target);

  /// No seeds at all: the graph starts from random lists.
  static Seeds none() {
    return (row, target) -> 0;
  }
}
