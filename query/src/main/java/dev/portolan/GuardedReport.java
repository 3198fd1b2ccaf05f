package dev.portolan;

import dev.portolan.storage.DataStore;
import java.util.List;

/// What became of data that were added under a [DuplicateGuard].
///
/// @param counts of those that were added
/// @param duplicates those that were skipped or tagged, in the order they came
public record GuardedReport(DataStore.UpsertReport counts, List<Duplicate> duplicates) {
  /// @param of id of the nearest datum that was there, or came before it
  /// @param distance to it, at most the cutoff
  public record Duplicate(String id, String of, double distance) {}
}
