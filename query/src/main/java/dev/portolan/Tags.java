package dev.portolan;

import dev.portolan.query.PinnedTags;
import dev.portolan.query.Tag;
import dev.portolan.query.TagTable;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Durability;
import dev.portolan.storage.TagEntry;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The tags of a dataset, or its saved selections: names for sets of data.
///
/// A frozen tag has the data that were added by hand. A live one has a rule, a filter: it has the
/// data that the rule selects and those added by hand, without those removed by hand. Deleted data
/// leave every tag at once; updates of data and new maps leave tags as they are.
///
/// Live: every question is answered from the newest durable state. An edit returns when it is
/// durable; edits of several threads share commits. Safe for many threads.
public final class Tags {
  private final Dataset dataset;
  private final TagEntry.Kind kind;

  Tags(Dataset dataset, TagEntry.Kind kind) {
    this.dataset = dataset;
    this.kind = kind;
  }

  /// Their names, sorted.
  public List<String> names() {
    return dataset.storedTags().names(kind);
  }

  /// All of them with their counts, by name.
  public List<Tag> tags() {
    return read(PinnedTags::tags);
  }

  /// @throws IllegalArgumentException when there is none of that name; the message lists the
  ///   likeliest
  public Tag tag(String name) {
    return read(tags -> tags.tag(name));
  }

  /// The data of one.
  ///
  /// @throws IllegalArgumentException when there is none of that name; the message lists the
  ///   likeliest
  public DatumSet datumsIn(String name) {
    return read(tags -> tags.datumsIn(name));
  }

  /// Which datum has which of them.
  public TagTable table() {
    return read(PinnedTags::table);
  }

  private <T> T read(Function<PinnedTags, T> question) {
    return dataset.readTags(kind, question);
  }

  /// Makes edits in one commit: all of them or, when one throws, none.
  public void edit(Consumer<TagEdits> edits) {
    edit(Durability.NOW, edits);
  }

  /// With [Durability#LATER] returns before the commit; [#flush()] makes such edits durable.
  public void edit(Durability durability, Consumer<TagEdits> edits) {
    dataset.editTags(kind, durability, edits);
  }

  /// Makes everything durable that was edited with [Durability#LATER].
  ///
  /// @throws dev.portolan.storage.StorageException when some of it was lost
  public void flush() {
    dataset.tagStore().flush();
  }

  /// See [TagEdits#create(String)].
  public void create(String name) {
    edit(edits -> edits.create(name));
  }

  public void create(String name, Collection<String> ids) {
    edit(edits -> edits.create(name, ids));
  }

  public void create(String name, DatumSet set) {
    edit(edits -> edits.create(name, set));
  }

  public void create(String name, Function<DataSnapshot, DatumSet> question) {
    edit(edits -> edits.create(name, question));
  }

  /// A live one, see [TagEdits#create(String, Filter)].
  public void create(String name, Filter rule) {
    edit(edits -> edits.create(name, rule));
  }

  /// See [TagEdits#changeRule].
  public void changeRule(String name, Filter rule) {
    edit(edits -> edits.changeRule(name, rule));
  }

  /// See [TagEdits#freeze].
  public void freeze(String name) {
    edit(edits -> edits.freeze(name));
  }

  public void rename(String name, String newName) {
    edit(edits -> edits.rename(name, newName));
  }

  /// See [TagEdits#delete].
  public void delete(String name) {
    edit(edits -> edits.delete(name));
  }

  /// See [TagEdits#add(String, Collection)].
  public void add(String name, Collection<String> ids) {
    edit(edits -> edits.add(name, ids));
  }

  public void add(String name, DatumSet set) {
    edit(edits -> edits.add(name, set));
  }

  public void add(String name, Filter filter) {
    edit(edits -> edits.add(name, filter));
  }

  public void add(String name, Function<DataSnapshot, DatumSet> question) {
    edit(edits -> edits.add(name, question));
  }

  /// See [TagEdits#remove(String, Collection)].
  public void remove(String name, Collection<String> ids) {
    edit(edits -> edits.remove(name, ids));
  }

  public void remove(String name, DatumSet set) {
    edit(edits -> edits.remove(name, set));
  }

  public void remove(String name, Filter filter) {
    edit(edits -> edits.remove(name, filter));
  }

  public void remove(String name, Function<DataSnapshot, DatumSet> question) {
    edit(edits -> edits.remove(name, question));
  }
}
