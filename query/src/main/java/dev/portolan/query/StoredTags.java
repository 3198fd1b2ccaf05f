package dev.portolan.query;

import dev.portolan.query.filter.Filter;
import dev.portolan.query.filter.FilterCompiler;
import dev.portolan.query.filter.FilterJson;
import dev.portolan.query.filter.FilterNames;
import dev.portolan.query.filter.FilterScope;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.StorageException;
import dev.portolan.storage.TagEntry;
import dev.portolan.storage.TagSnapshot;
import dev.portolan.storage.TagStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The tags and selections of one state, and what their rules mean.
///
/// A rule is stored as the JSON of a filter that names tags by id, so that renaming a tag leaves
/// the rules that name it as they are. Immutable; safe for many threads.
public final class StoredTags {
  private final TagSnapshot state;
  private final StorageException failure;

  public StoredTags(TagSnapshot state) {
    this(state, null);
  }

  private StoredTags(TagSnapshot state, StorageException failure) {
    this.state = state;
    this.failure = failure;
  }

  /// The newest durable state. Where it cannot be read, that is told when something is asked of it:
  /// data and maps answer without their tags.
  public static StoredTags newest(TagStore store) {
    try {
      return new StoredTags(store.snapshot(), null);
    } catch (StorageException e) {
      return new StoredTags(null, e);
    }
  }

  long commit() {
    return state().commit();
  }

  private TagSnapshot state() {
    if (failure != null) {
      throw failure;
    }
    return state;
  }

  /// Names of the entries of a kind, sorted.
  public List<String> names(TagEntry.Kind kind) {
    return state().entries(kind).stream().map(TagEntry::name).sorted().toList();
  }

  /// @throws IllegalArgumentException when there is none of that name; the message lists the
  ///   likeliest
  public TagEntry entry(TagEntry.Kind kind, String name) {
    return state().find(kind, name).orElseThrow(() -> unknown(kind, name));
  }

  private IllegalArgumentException unknown(TagEntry.Kind kind, String name) {
    List<String> known = names(kind);
    return new IllegalArgumentException(
        known.isEmpty()
            ? "there is no %s '%s'; there are none yet: create it".formatted(kind.word(), name)
            : "there is no %s '%s'; there are %d: %s"
                .formatted(kind.word(), name, known.size(), NearestNames.of(name, known)));
  }

  /// The tag that a filter names.
  TagEntry named(Filter.Tagged tagged) {
    if (tagged.id() == 0) {
      return entry(TagEntry.Kind.TAG, tagged.tag());
    }
    return state()
        .find(tagged.id())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no tag of id %d; it was deleted: name another".formatted(tagged.id())));
  }

  /// Data with a tag; deleted ones may be among them.
  ///
  /// @param scope what a live tag's rule is asked of
  DatumSet tagged(FilterScope scope, Filter.Tagged tagged) {
    return members(scope, named(tagged));
  }

  /// The data an entry has; deleted ones may be among them.
  ///
  /// @param scope what its rule is asked of
  public DatumSet members(FilterScope scope, TagEntry entry) {
    return entry.members(entry.frozen() ? null : ofRule(scope, entry));
  }

  /// What the rule of a live entry selects.
  public DatumSet ofRule(FilterScope scope, TagEntry entry) {
    return new FilterCompiler(scope).set(FilterJson.read(entry.rule()));
  }

  /// The rule of an entry, tags with their present names; null where it is frozen.
  Filter rule(TagEntry entry) {
    return entry.frozen()
        ? null
        : TagRules.with(
            FilterJson.read(entry.rule()),
            tagged -> new Filter.Tagged(named(tagged).name(), tagged.id()));
  }

  /// The maps that filters ask, also through the rules of tags.
  ///
  /// @throws IllegalArgumentException when they name a tag that there is not
  public Set<String> maps(Collection<Filter> filters) {
    Set<String> maps = new LinkedHashSet<>(FilterNames.maps(filters));
    Set<Long> seen = new HashSet<>();
    List<Filter> left = new ArrayList<>(filters);
    while (!left.isEmpty()) {
      for (Filter.Tagged tagged : FilterNames.tags(List.of(left.removeLast()))) {
        TagEntry entry = named(tagged);
        if (!entry.frozen() && seen.add(entry.id())) {
          Filter rule = FilterJson.read(entry.rule());
          maps.addAll(FilterNames.maps(List.of(rule)));
          left.add(rule);
        }
      }
    }
    return maps;
  }

  /// The rules of all live entries.
  public List<Filter> rules() {
    return state().entries().stream()
        .filter(entry -> !entry.frozen())
        .map(entry -> FilterJson.read(entry.rule()))
        .toList();
  }

  /// Those entries whose rule names a tag.
  List<TagEntry> owners(long tag) {
    return state().entries().stream()
        .filter(entry -> !entry.frozen() && TagRules.tags(entry).contains(tag))
        .toList();
  }

  TagEntry entry(long id) {
    return named(new Filter.Tagged(null, id));
  }
}
