package dev.portolan;

import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.StoredTags;
import dev.portolan.query.TagRules;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.TagDraft;
import dev.portolan.storage.TagEntry;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Edits of tags, or of saved selections, that become durable together or not at all.
///
/// Each edit sees those before it. Data are found in the newest state; deleted ones are left out.
/// Valid, and for the one thread, inside the call it was handed to.
public final class TagEdits {
  private final Dataset dataset;
  private final TagEntry.Kind kind;
  private final TagDraft draft;
  private final DataSnapshot data;

  TagEdits(Dataset dataset, TagEntry.Kind kind, TagDraft draft, DataSnapshot data) {
    this.dataset = dataset;
    this.kind = kind;
    this.draft = draft;
    this.data = data;
  }

  /// A new tag without data.
  ///
  /// @param name 1 to 1,024 bytes in UTF-8, any characters
  /// @throws IllegalArgumentException when the name breaks a rule or is taken
  public void create(String name) {
    draft.create(kind, name, null);
  }

  /// A new tag without data, unless there is one of that name.
  ///
  /// @throws IllegalArgumentException when the name breaks a rule
  public void createAbsent(String name) {
    if (draft.find(kind, name).isEmpty()) {
      create(name);
    }
  }

  /// A new tag with these data.
  ///
  /// @throws IllegalArgumentException naming the ids that are unknown
  public void create(String name, Collection<String> ids) {
    create(name, set(ids));
  }

  public void create(String name, DatumSet set) {
    draft.add(draft.create(kind, name, null), live(set));
  }

  public void create(String name, Function<DataSnapshot, DatumSet> question) {
    create(name, question.apply(data));
  }

  /// A new live tag: it always has the data that its rule selects.
  ///
  /// @throws IllegalArgumentException when the rule names a tag that there is not, or leads back to
  ///   this tag; its other names are looked up, and its values judged, whenever it is asked
  public void create(String name, Filter rule) {
    draft.create(kind, name, TagRules.stored(tags(), kind, name, rule));
  }

  /// Makes a tag live, or gives a live one another rule; what was added and removed by hand stays.
  ///
  /// @throws IllegalArgumentException when the rule names a tag that there is not, or leads back to
  ///   this tag
  public void changeRule(String name, Filter rule) {
    draft.rule(entry(name).id(), TagRules.stored(tags(), kind, name, rule));
  }

  /// Drops the rule of a live tag, which keeps the data it has now.
  public void freeze(String name) {
    TagEntry entry = entry(name);
    if (!entry.frozen()) {
      draft.freeze(entry.id(), live(tags().ofRule(now(), entry)));
    }
  }

  /// Rules that name the tag go on naming it.
  public void rename(String name, String newName) {
    draft.rename(entry(name).id(), newName);
  }

  /// @throws IllegalArgumentException when the rule of another one names it
  public void delete(String name) {
    TagEntry entry = entry(name);
    if (kind == TagEntry.Kind.TAG) {
      TagRules.requireUnnamed(tags(), entry);
    }
    draft.delete(entry.id());
  }

  /// Adds data by hand; a live tag keeps them whatever its rule selects.
  ///
  /// @throws IllegalArgumentException naming the ids that are unknown
  public void add(String name, Collection<String> ids) {
    add(name, set(ids));
  }

  public void add(String name, DatumSet set) {
    draft.add(entry(name).id(), live(set));
  }

  /// Adds the data that a filter selects now.
  public void add(String name, Filter filter) {
    add(name, now().where(filter));
  }

  public void add(String name, Function<DataSnapshot, DatumSet> question) {
    add(name, question.apply(data));
  }

  /// Removes data by hand; a live tag leaves them out whatever its rule selects.
  ///
  /// @throws IllegalArgumentException naming the ids that are unknown
  public void remove(String name, Collection<String> ids) {
    remove(name, set(ids));
  }

  public void remove(String name, DatumSet set) {
    draft.remove(entry(name).id(), live(set));
  }

  /// Removes the data that a filter selects now.
  public void remove(String name, Filter filter) {
    remove(name, now().where(filter));
  }

  public void remove(String name, Function<DataSnapshot, DatumSet> question) {
    remove(name, question.apply(data));
  }

  private TagEntry entry(String name) {
    return draft.find(kind, name).orElseGet(() -> tags().entry(kind, name));
  }

  private StoredTags tags() {
    return new StoredTags(draft.state());
  }

  private DatasetSnapshot now() {
    return dataset.over(tags(), data);
  }

  private DatumSet set(Collection<String> ids) {
    return DatumSet.of(data.dataset(), data.ordinals(List.copyOf(ids)));
  }

  private DatumSet live(DatumSet set) {
    return set.and(data.all());
  }
}
