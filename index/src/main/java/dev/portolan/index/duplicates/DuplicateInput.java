package dev.portolan.index.duplicates;

import dev.portolan.projection.ExactCopies;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.NeighborResult;
import dev.portolan.projection.NeighborSearch;

/// What duplicates are found in: all data, oldest first, their exact copies united.
///
/// @param copies the exact copies among all rows; row = age, 0 is the oldest
/// @param neighbors of every unique vector, k of 16 or more where there are so many
/// @param vectors the unique vectors, as [ExactCopies#unique] numbers them
/// @param ranking of all rows
/// @param threads computing threads, at least 1; the result is the same for any number
public record DuplicateInput(
    ExactCopies copies,
    NeighborResult neighbors,
    LatentVectors vectors,
    Ranking ranking,
    int threads) {
  public DuplicateInput {
    NeighborGraph graph = neighbors.graph();
    if (graph.n() != vectors.size() || copies.uniqueCount() != vectors.size()) {
      throw new IllegalArgumentException(
          "neighbour graph has "
              + graph.n()
              + " rows, exact copies leave "
              + copies.uniqueCount()
              + ", unique vectors are "
              + vectors.size()
              + "; build the graph over the unique vectors of the same copies");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; give at least 1");
    }
  }

  NeighborGraph graph() {
    return neighbors.graph();
  }

  /// Whether the lists say how far they are complete: not where many neighbours are missing.
  boolean listsEnough() {
    return neighbors.recall() >= NeighborSearch.ENOUGH;
  }
}
