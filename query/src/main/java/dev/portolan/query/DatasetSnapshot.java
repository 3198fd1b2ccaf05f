package dev.portolan.query;

import dev.portolan.query.filter.Filter;
import dev.portolan.query.filter.FilterCompiler;
import dev.portolan.query.filter.FilterScope;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Deadline;
import dev.portolan.storage.Selected;
import dev.portolan.storage.TagEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// One state of a dataset: its maps, its tags and its data, pinned in this order, until it is
/// closed.
///
/// Whatever is asked of it is answered from the same state. Safe for many threads.
public final class DatasetSnapshot implements FilterScope, AutoCloseable {
  private final DataSnapshot data;
  private final StoredTags tags;
  private final Function<String, MapContent> contents;
  private final Map<String, MapSnapshot> maps = new ConcurrentHashMap<>();

  /// @param contents of a map by its name; an error where there is no such map
  /// @param data is closed with this
  public DatasetSnapshot(
      Function<String, MapContent> contents, StoredTags tags, DataSnapshot data) {
    this.contents = contents;
    this.tags = tags;
    this.data = data;
  }

  @Override
  public DataSnapshot data() {
    return data;
  }

  /// A map over these data; closed with this snapshot, so leave it open.
  @Override
  public MapSnapshot map(String name) {
    return maps.computeIfAbsent(name, _ -> new MapSnapshot(name, contents.apply(name), this));
  }

  @Override
  public DatumSet tagged(String name, long id) {
    return tags.tagged(this, new Filter.Tagged(name, id)).and(data.all());
  }

  public PinnedTags tags() {
    return tags(TagEntry.Kind.TAG);
  }

  /// Counts the durable states of the tags; 0 before the first.
  public long tagsCommit() {
    return tags.commit();
  }

  /// The saved selections.
  public PinnedTags selections() {
    return tags(TagEntry.Kind.SELECTION);
  }

  public PinnedTags tags(TagEntry.Kind kind) {
    return new PinnedTags(tags, kind, this);
  }

  /// The data that a filter selects.
  ///
  /// @throws IllegalArgumentException when it names a column, topic, tag or map that there is not,
  ///   or a value of another type than the column's
  public DatumSet where(Filter filter) {
    return new FilterCompiler(this).set(filter);
  }

  /// How many data a filter selects.
  public int count(Filter filter) {
    return data.count(new FilterCompiler(this).query(filter));
  }

  /// The data that a filter selects, oldest first, some at a time.
  ///
  /// @param after [DataPage#next()] of the page before, or null for the first
  /// @param limit how many at most, at least 1
  /// @param columns whose values are read; without names, all
  public DataPage list(Filter filter, String after, int limit, String... columns) {
    return DataPage.of(data, where(filter), after, limit, List.of(columns));
  }

  /// How the data that a filter selects spread over the values of columns.
  public Facets facets(Filter filter) {
    return new Facets(
        data, filter instanceof Filter.All ? null : selected(filter, Deadline.none()));
  }

  /// The data that a filter selects, to search within.
  public Selected selected(Filter filter, Deadline deadline) {
    return filter instanceof Filter.InSet(DatumSet set)
        ? data.selected(set)
        : data.selected(new FilterCompiler(this).query(filter), deadline);
  }

  /// The same maps and tags over another state of the data, which its owner closes.
  public DatasetSnapshot over(DataSnapshot other) {
    return new DatasetSnapshot(contents, tags, other);
  }

  @Override
  public void close() {
    data.close();
  }
}
