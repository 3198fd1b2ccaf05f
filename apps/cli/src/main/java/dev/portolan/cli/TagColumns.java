package dev.portolan.cli;

import dev.portolan.storage.DatumSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The columns that tags add to an exported table: `tag:NAME`, true or false.
///
/// @param ordinals of the rows, in their order
/// @param sets the data of each tag, in the order of the columns
record TagColumns(int[] ordinals, Map<String, DatumSet> sets) {
  int rows() {
    return ordinals.length;
  }

  List<String> names() {
    return sets.keySet().stream().map(name -> "tag:" + name).toList();
  }

  /// A row with its tags after it.
  Object[] appended(Object[] cells, int row) {
    Object[] all = Arrays.copyOf(cells, cells.length + sets.size());
    int at = cells.length;
    for (DatumSet set : sets.values()) {
      all[at++] = set.contains(ordinals[row]);
    }
    return all;
  }
}
