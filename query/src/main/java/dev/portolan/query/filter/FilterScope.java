package dev.portolan.query.filter;

import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;

/// What a filter is asked of: one state of a dataset, its tags and its maps.
public interface FilterScope {
  DataSnapshot data();

  /// @throws IllegalArgumentException when there is no such map
  MapSnapshot map(String name);

  /// Data with a tag.
  ///
  /// @param id of the tag, or 0 where the name counts
  /// @throws IllegalArgumentException when there is no such tag
  DatumSet tagged(String name, long id);
}
