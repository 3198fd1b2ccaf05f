package dev.portolan.query;

import dev.portolan.query.filter.FilterScope;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.TagEntry;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tags of one state, or its saved selections, over the data of that state.
///
/// Valid while its snapshot is open; safe for many threads.
public final class PinnedTags {
  private final StoredTags tags;
  private final TagEntry.Kind kind;
  private final FilterScope scope;

  PinnedTags(StoredTags tags, TagEntry.Kind kind, FilterScope scope) {
    this.tags = tags;
    this.kind = kind;
    this.scope = scope;
  }

  /// Their names, sorted.
  public List<String> names() {
    return tags.names(kind);
  }

  /// All of them, by name.
  public List<Tag> tags() {
    return names().stream().map(this::tag).toList();
  }

  /// @throws IllegalArgumentException when there is none of that name; the message lists the
  ///   likeliest
  public Tag tag(String name) {
    return tag(tags.entry(kind, name));
  }

  /// The live data of one.
  ///
  /// @throws IllegalArgumentException when there is none of that name; the message lists the
  ///   likeliest
  public DatumSet datumsIn(String name) {
    return live(tags.entry(kind, name));
  }

  /// The live data of each, by name.
  public SortedMap<String, DatumSet> sets() {
    SortedMap<String, DatumSet> sets = new TreeMap<>();
    names().forEach(name -> sets.put(name, datumsIn(name)));
    return sets;
  }

  /// Which datum has which of them: a row per live datum, oldest first, a column each, by name.
  public TagTable table() {
    int[] ordinals = scope.data().all().ordinals();
    return new TagTable(scope.data().ids(ordinals), ordinals, sets());
  }

  private DatumSet live(TagEntry entry) {
    return tags.members(scope, entry).and(scope.data().all());
  }

  private Tag tag(TagEntry entry) {
    try {
      return new Tag(entry.id(), entry.name(), live(entry).count(), tags.rule(entry), null);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new Tag(entry.id(), entry.name(), 0, tags.rule(entry), e.getMessage());
    }
  }
}
