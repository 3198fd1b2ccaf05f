package dev.portolan.storage.hnsw;

/// A graph that a build starts from: over vectors some of which may be gone; used by one thread.
public interface StoredGraph {
  int levels();

  /// The graph's own numbers of the vectors on a level.
  int[] vectors(int level);

  /// Writes the neighbours of a vector on one of its levels, in the graph's numbers.
  ///
  /// @return how many, at most `2·`[LayeredGraph#WIDTH]
  int neighbors(int level, int vector, int[] target);

  /// What a vector of this graph is called in the new one; −1 when it is gone.
  int renamed(int vector);
}
