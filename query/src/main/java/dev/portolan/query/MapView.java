package dev.portolan.query;

import dev.portolan.storage.DatumSet;
import java.util.List;
import java.util.function.Function;

/// Something a map's resources can be read from: the live map, one snapshot of it, or a part of
/// either.
public interface MapView {
  /// Answers a question from one consistent state.
  <T> T read(Function<MapSnapshot, T> question);

  /// The user's columns.
  default MapData data() {
    return new MapData(this);
  }

  /// Positions and latent vectors.
  default MapEmbeddings embeddings() {
    return new MapEmbeddings(this);
  }

  default MapTopics topics() {
    return new MapTopics(this);
  }

  default MapDuplicates duplicates() {
    return new MapDuplicates(this);
  }

  /// Where a vector would fall on the map. Nothing is inserted and nothing moves.
  ///
  /// @param vector of the dataset's dimensions
  /// @throws IllegalArgumentException when the map has no data or the vector does not fit
  default Placement place(float[] vector) {
    return place(List.of(vector)).getFirst();
  }

  /// Where vectors would fall on the map, each placed as if it were alone, on all cores.
  ///
  /// A copy of a mapped datum falls on that one.
  ///
  /// @param vectors each of the dataset's dimensions
  default List<Placement> place(List<float[]> vectors) {
    return read(map -> MapPlacing.of(map, vectors));
  }

  /// The same map with only some of its data: counts, groups, densities and posteriors are of
  /// these, and so are duplicates: as if the others had never been there.
  default MapView within(DatumSet set) {
    return new PartOfMap(this, set);
  }
}
