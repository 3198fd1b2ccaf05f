package dev.portolan.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One durable state of a dataset's tags and saved selections, all of it in memory.
///
/// Immutable; safe for many threads.
public final class TagSnapshot {
  private record Name(TagEntry.Kind kind, String name) {}

  private final String dataset;
  private final long commit;
  private final long nextId;
  private final SortedMap<Long, TagEntry> entries;
  private final Map<Name, TagEntry> byName = new HashMap<>();

  /// @param commit counts the durable states, from 1; 0 before the first
  /// @param nextId what the next entry will be called; never goes back
  TagSnapshot(String dataset, long commit, long nextId, Map<Long, TagEntry> entries) {
    this.dataset = dataset;
    this.commit = commit;
    this.nextId = nextId;
    this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    entries.values().forEach(entry -> byName.put(new Name(entry.kind(), entry.name()), entry));
  }

  static TagSnapshot none(String dataset) {
    return new TagSnapshot(dataset, 0, 1, Map.of());
  }

  /// Key of the dataset whose data the sets name.
  public String dataset() {
    return dataset;
  }

  /// Counts the durable states of the tags; 0 where there never was one.
  public long commit() {
    return commit;
  }

  long nextId() {
    return nextId;
  }

  /// All entries, oldest first.
  public Collection<TagEntry> entries() {
    return entries.values();
  }

  /// The entries of a kind, oldest first.
  public List<TagEntry> entries(TagEntry.Kind kind) {
    List<TagEntry> some = new ArrayList<>();
    for (TagEntry entry : entries.values()) {
      if (entry.kind() == kind) {
        some.add(entry);
      }
    }
    return some;
  }

  public Optional<TagEntry> find(long id) {
    return Optional.ofNullable(entries.get(id));
  }

  public Optional<TagEntry> find(TagEntry.Kind kind, String name) {
    return Optional.ofNullable(byName.get(new Name(kind, name)));
  }
}
