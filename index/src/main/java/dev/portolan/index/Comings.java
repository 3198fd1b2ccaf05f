package dev.portolan.index;

import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import java.util.Arrays;

/// What came to a map and left it since a generation.
///
/// @param before the generation
/// @param there data that were on the map and are, unchanged
/// @param fresh data with a vector that are new, or changed
/// @param rows the data of the map from now on: both
/// @param rowThen `[rows]`, the row of each in the generation; −1 for a fresh one
record Comings(Generation before, DatumSet there, DatumSet fresh, DatumSet rows, int[] rowThen) {

  static Comings of(DataSnapshot data, Generation before) {
    DatumSet there = MappedData.of(data, before).and(data.withVector());
    DatumSet fresh = data.withVector().minus(there);
    DatumSet rows = there.or(fresh);
    return new Comings(before, there, fresh, rows, rowThen(rows, fresh, before.rows()));
  }

  /// All three ascend, so one pass over them does.
  private static int[] rowThen(DatumSet rows, DatumSet fresh, DatumSet before) {
    int[] rowThen = rows.ordinals();
    int[] news = fresh.ordinals();
    int[] covered = before.ordinals();
    int next = 0;
    int then = 0;
    for (int row = 0; row < rowThen.length; row++) {
      int ordinal = rowThen[row];
      if (next < news.length && news[next] == ordinal) {
        rowThen[row] = -1;
        next++;
      } else {
        while (covered[then] != ordinal) {
          then++;
        }
        rowThen[row] = then;
      }
    }
    return rowThen;
  }

  /// How many came and went.
  static int count(DataSnapshot data, Generation before) {
    DatumSet there = MappedData.of(data, before).and(data.withVector());
    return data.withVector().minus(there).count() + before.rows().count() - there.count();
  }

  int gone() {
    return before.rows().count() - there.count();
  }

  boolean nothing() {
    return fresh.isEmpty() && gone() == 0;
  }

  /// Rows of the fresh data, ascending.
  int[] freshRows() {
    int[] rows = new int[fresh.count()];
    int n = 0;
    for (int row = 0; row < rowThen.length; row++) {
      if (rowThen[row] < 0) {
        rows[n++] = row;
      }
    }
    return rows;
  }

  /// `[rows then]`, the row of each now, −1 where it is gone.
  int[] rowNow() {
    int[] rowNow = new int[before.rows().count()];
    Arrays.fill(rowNow, -1);
    for (int row = 0; row < rowThen.length; row++) {
      if (rowThen[row] >= 0) {
        rowNow[rowThen[row]] = row;
      }
    }
    return rowNow;
  }
}
