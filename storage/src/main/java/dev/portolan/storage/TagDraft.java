package dev.portolan.storage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The tags as the next commit will have them, for whoever edits them at the moment.
///
/// An edit costs a copy of the set it changes, about 128 KB for a tenth of a million data. Valid
/// inside the edit it was handed to.
public final class TagDraft {
  private record Name(TagEntry.Kind kind, String name) {}

  private final TagSnapshot last;
  private final Map<Long, TagEntry> entries = new HashMap<>();
  private final Map<Name, Long> ids = new HashMap<>();
  private final Set<Long> changed = new HashSet<>();
  private final Map<Long, TagEntry> before = new HashMap<>();
  private long nextId;

  TagDraft(TagSnapshot last) {
    this.last = last;
    this.nextId = last.nextId();
    last.entries()
        .forEach(entry -> {
          entries.put(entry.id(), entry);
          ids.put(new Name(entry.kind(), entry.name()), entry.id());
        });
  }

  /// Does an edit whole or, when it throws, not at all.
  <T> T edit(Function<TagDraft, T> work) {
    long firstId = nextId;
    boolean done = false;
    before.clear();
    try {
      T result = work.apply(this);
      done = true;
      changed.addAll(before.keySet());
      return result;
    } finally {
      if (!done) {
        nextId = firstId;
        undo();
      }
    }
  }

  private void undo() {
    Map<Long, TagEntry> old = new HashMap<>(before);
    old.keySet().forEach(id -> put(id, null));
    old.forEach((id, entry) -> {
      if (entry != null) {
        put(id, entry);
      }
    });
  }

  /// The ids of entries that are new, other or gone since the last commit.
  Set<Long> changed() {
    return changed;
  }

  /// What all the edits so far add up to.
  ///
  /// Costs time in the number of entries.
  public TagSnapshot state() {
    return new TagSnapshot(last.dataset(), last.commit() + 1, nextId, entries);
  }

  public Optional<TagEntry> find(TagEntry.Kind kind, String name) {
    return Optional.ofNullable(ids.get(new Name(kind, name))).map(entries::get);
  }

  public Optional<TagEntry> find(long id) {
    return Optional.ofNullable(entries.get(id));
  }

  /// @param rule null for a frozen one
  /// @return its id
  /// @throws IllegalArgumentException when the name breaks a rule or is taken
  public long create(TagEntry.Kind kind, String name, String rule) {
    checkFree(kind, name);
    DatumSet none = DatumSet.of(last.dataset());
    long id = nextId++;
    put(id, new TagEntry(id, kind, name, rule, none, none));
    return id;
  }

  /// @throws IllegalArgumentException when the name breaks a rule or is taken
  public void rename(long id, String name) {
    TagEntry entry = entry(id);
    if (!entry.name().equals(name)) {
      checkFree(entry.kind(), name);
      put(id, entry.named(name));
    }
  }

  private void checkFree(TagEntry.Kind kind, String name) {
    Names.checkTag(kind, name);
    if (ids.containsKey(new Name(kind, name))) {
      throw new IllegalArgumentException(
          "%s '%s' exists; choose another name, or delete or rename it first"
              .formatted(kind.word(), Names.shown(name)));
    }
  }

  public void delete(long id) {
    entry(id);
    put(id, null);
  }

  /// Adds data by hand.
  public void add(long id, DatumSet data) {
    members(entry(id), entry(id).with(data));
  }

  /// Removes data by hand.
  public void remove(long id, DatumSet data) {
    members(entry(id), entry(id).without(data));
  }

  /// Data that are added where they are already change nothing, and need no commit.
  private void members(TagEntry entry, TagEntry next) {
    if (entry.added().count() != next.added().count()
        || entry.removed().count() != next.removed().count()) {
      put(entry.id(), next);
    }
  }

  /// Gives a live entry another rule, or a frozen one its first; what was added and removed by hand
  /// stays so.
  public void rule(long id, String rule) {
    put(id, entry(id).ruled(rule));
  }

  /// Drops the rule; the entry keeps the data it has.
  ///
  /// @param ofRule what its rule selects
  public void freeze(long id, DatumSet ofRule) {
    TagEntry entry = entry(id);
    put(id, entry.frozen(entry.members(ofRule)));
  }

  /// Drops all data but these from all sets.
  void retain(DatumSet live) {
    for (TagEntry entry : state().entries()) {
      members(entry, entry.only(live));
    }
  }

  private TagEntry entry(long id) {
    return find(id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no tag of id %d; list the tags that there are".formatted(id)));
  }

  /// @param entry null to take it away
  private void put(long id, TagEntry entry) {
    TagEntry old = entry == null ? entries.remove(id) : entries.put(id, entry);
    if (!before.containsKey(id)) {
      before.put(id, old);
    }
    if (old != null) {
      ids.remove(new Name(old.kind(), old.name()), id);
    }
    if (entry != null) {
      ids.put(new Name(entry.kind(), entry.name()), id);
    }
  }
}
