package dev.portolan.storage;

/// A tag, or a saved selection: a name for a set of data.
///
/// Frozen, its data are those added by hand. Live, they are those its rule selects and those added
/// by hand, without those removed by hand. Immutable.
///
/// @param id stays through renames and is never given again
/// @param rule in whatever language it was handed over; null where the set is frozen
/// @param added ordinals of data added by hand; some may have been deleted since
/// @param removed ordinals of data removed by hand; empty where the set is frozen
public record TagEntry(
    long id, Kind kind, String name, String rule, DatumSet added, DatumSet removed) {

  /// Tags and selections are stored alike, each kind with names of its own.
  public enum Kind {
    TAG("tag"),
    SELECTION("selection");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// What it is called in a sentence and in a file.
    public String word() {
      return word;
    }
  }

  /// Whether it has no rule: it changes only by hand.
  public boolean frozen() {
    return rule == null;
  }

  /// Its data, of which some may have been deleted.
  ///
  /// @param ofRule what its rule selects; not asked for where the set is frozen
  public DatumSet members(DatumSet ofRule) {
    return frozen() ? added : ofRule.or(added).minus(removed);
  }

  TagEntry named(String newName) {
    return new TagEntry(id, kind, newName, rule, added, removed);
  }

  TagEntry ruled(String newRule) {
    return new TagEntry(id, kind, name, newRule, added, removed);
  }

  TagEntry with(DatumSet data) {
    return new TagEntry(id, kind, name, rule, added.or(data), removed.minus(data));
  }

  TagEntry without(DatumSet data) {
    return new TagEntry(
        id, kind, name, rule, added.minus(data), frozen() ? removed : removed.or(data));
  }

  TagEntry only(DatumSet live) {
    return new TagEntry(id, kind, name, rule, added.and(live), removed.and(live));
  }

  /// @param data all of its data
  TagEntry frozen(DatumSet data) {
    return new TagEntry(id, kind, name, null, data, DatumSet.of(data.dataset()));
  }
}
