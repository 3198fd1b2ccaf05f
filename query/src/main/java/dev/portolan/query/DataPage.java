package dev.portolan.query;

import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Some data of a list, oldest first.
///
/// @param rows as the user gave them
/// @param next where the next page begins, or null where this is the last
public record DataPage(List<MapData.Row> rows, String next) {

  static DataPage of(
      DataSnapshot data, DatumSet set, String after, int limit, List<String> columns) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page of %d data: ask for at least 1".formatted(limit));
    }
    columns.forEach(data.schema()::column);
    int from = after == null ? 0 : set.rank(ordinal(after));
    int to = (int) Math.min(set.count(), (long) from + limit);
    int[] ordinals = new int[to - from];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = set.select(from + i);
    }
    return new DataPage(
        rows(data, ordinals, columns),
        to < set.count() ? Integer.toString(ordinals[ordinals.length - 1]) : null);
  }

  private static int ordinal(String after) {
    try {
      return Integer.parseInt(after);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is no place in a list; give what the page before has as next".formatted(after), e);
    }
  }

  private static List<MapData.Row> rows(DataSnapshot data, int[] ordinals, List<String> columns) {
    Set<String> wanted = new LinkedHashSet<>(columns);
    if (columns.isEmpty()) {
      data.schema().columns().stream().map(Column::name).forEach(wanted::add);
    }
    String[] ids = data.ids(ordinals);
    List<MapData.Row> rows = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      rows.add(new MapData.Row(ids[i], data.values(ordinals[i], wanted)));
    }
    return rows;
  }
}
