package dev.portolan.query;

import dev.portolan.query.filter.FilterScope;
import dev.portolan.storage.DatumSet;

/// The tags of one state, as filters ask for them.
@FunctionalInterface
public interface TagSets {
  /// Data with a tag; deleted ones may be among them.
  ///
  /// @param scope what a live tag's rule is asked of
  /// @param id of the tag, or 0 where the name counts
  /// @throws IllegalArgumentException when there is no such tag
  DatumSet tagged(FilterScope scope, String name, long id);
}
