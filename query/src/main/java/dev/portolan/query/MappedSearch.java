package dev.portolan.query;

import dev.portolan.index.MappedNeighbors;
import dev.portolan.storage.KnnOptions;

/// Search by vector among the data that are on a map.
final class MappedSearch {
  private MappedSearch() {}

  /// Keeps a search within the mapped data; where those are all there are, it is an open one.
  static KnnOptions within(MapSnapshot map, KnnOptions options) {
    return MappedNeighbors.within(map.dataSnapshot(), map.mapped(), options);
  }

  /// Refuses vectors that cannot be asked with, before many threads ask: what one of those throws
  /// reaches the caller with another message.
  static void check(MapSnapshot map, float[]... queries) {
    for (float[] query : queries) {
      map.dataSnapshot().schema().latent().check(query);
    }
  }
}
