package dev.portolan.query;

import dev.portolan.storage.DatumSet;
import java.util.List;
import java.util.SortedMap;

/// Which datum has which tag.
///
/// Rows are the live data, oldest first; columns are the tags, by name. The cells are looked up in
/// the tags' bitmaps. Immutable; safe for many threads.
public final class TagTable {
  private final String[] ids;
  private final int[] ordinals;
  private final List<String> tags;
  private final DatumSet[] sets;

  TagTable(String[] ids, int[] ordinals, SortedMap<String, DatumSet> columns) {
    this.ids = ids;
    this.ordinals = ordinals;
    this.tags = List.copyOf(columns.keySet());
    this.sets = columns.values().toArray(DatumSet[]::new);
  }

  public int count() {
    return ids.length;
  }

  /// Names of the tags, by column.
  public List<String> tags() {
    return tags;
  }

  /// Id of the datum in a row.
  public String id(int row) {
    return ids[row];
  }

  /// Which tags the datum in a row has, by column.
  public boolean[] row(int row) {
    boolean[] has = new boolean[sets.length];
    for (int column = 0; column < has.length; column++) {
      has[column] = sets[column].contains(ordinals[row]);
    }
    return has;
  }
}
