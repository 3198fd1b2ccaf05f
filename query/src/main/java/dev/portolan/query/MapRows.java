package dev.portolan.query;

import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/// Data and map as one table, a row per live datum, oldest first: what an export writes.
///
/// Columns: `id`, the user's, `x`, `y`, `topic_id`, `topic_depth_1…D`, `duplicate_class`,
/// `cluster_id`, `duplicate_distance`. Values are null where they are unset, and the map's where
/// the datum is not on it. Valid while its snapshot is open; one thread.
public final class MapRows implements Iterable<Object[]> {
  private final MapSnapshot map;
  private final DatumSet of;
  private final List<Column> user;
  private final List<String> columns = new ArrayList<>();
  private final int[] mapped;
  private final DuplicateState duplicates;

  public MapRows(MapSnapshot map) {
    this(map, map.dataSnapshot().all());
  }

  /// Only rows of these data.
  public MapRows(MapSnapshot map, DatumSet of) {
    this.map = map;
    this.of = of.and(map.dataSnapshot().all());
    user = map.dataSnapshot().schema().columns();
    mapped = map.mapped().ordinals();
    duplicates = DuplicateState.present(map) ? DuplicateState.of(map) : null;
    columns.add("id");
    user.stream().map(Column::name).forEach(columns::add);
    columns.addAll(List.of("x", "y", "topic_id"));
    for (int depth = 1; depth <= map.tree().depths(); depth++) {
      columns.add("topic_depth_" + depth);
    }
    columns.addAll(List.of("duplicate_class", "cluster_id", "duplicate_distance"));
  }

  public List<String> columns() {
    return columns;
  }

  public int count() {
    return of.count();
  }

  @Override
  public Iterator<Object[]> iterator() {
    int[] ordinals = of.ordinals();
    String[] ids = map.dataSnapshot().ids(ordinals);
    String[] mappedIds = map.dataSnapshot().ids(mapped);
    Set<String> wanted = new LinkedHashSet<>();
    user.forEach(column -> wanted.add(column.name()));
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < ordinals.length;
      }

      @Override
      public Object[] next() {
        if (!hasNext()) {
          throw new NoSuchElementException("all %d data were read".formatted(ordinals.length));
        }
        Object[] row = row(ordinals[at], ids[at], wanted, mappedIds);
        at++;
        return row;
      }
    };
  }

  private Object[] row(int ordinal, String id, Set<String> wanted, String[] mappedIds) {
    Object[] row = new Object[columns.size()];
    DataSnapshot data = map.dataSnapshot();
    Map<String, Object> values = data.values(ordinal, wanted);
    int at = 0;
    row[at++] = id;
    for (Column column : user) {
      row[at++] = values.get(column.name());
    }
    int place = Arrays.binarySearch(mapped, ordinal);
    if (place >= 0) {
      fillMap(row, at, place, map.row(ordinal), mappedIds);
    }
    return row;
  }

  private void fillMap(Object[] row, int from, int place, int mapRow, String[] mappedIds) {
    TopicTree tree = map.tree();
    int at = from;
    row[at++] = map.columns().x()[mapRow];
    row[at++] = map.columns().y()[mapRow];
    int topic = map.columns().topic()[mapRow];
    row[at++] = topic == 0 ? null : (long) topic;
    for (int depth = 1; depth <= tree.depths(); depth++) {
      int onPath = tree.onPath(topic, depth);
      row[at++] = onPath == 0 ? null : tree.topic(onPath).label();
    }
    if (duplicates != null) {
      DuplicateClass kind = duplicates.duplicateClass(place);
      row[at++] = kind.label();
      row[at++] = mappedIds[duplicates.retained(place)];
      row[at] = (float) duplicates.distance(place);
    }
  }
}
