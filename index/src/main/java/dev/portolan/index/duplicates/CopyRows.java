package dev.portolan.index.duplicates;

import dev.portolan.projection.ExactCopies;
import java.util.Arrays;

/// Which rows share which unique vector, in both directions.
///
/// @param uniqueOf `[n]`, the unique vector of a row
/// @param start `[m+1]`, where a unique vector's rows start in `rows`
/// @param rows `[n]`, the rows of each unique vector, ascending
record CopyRows(int[] uniqueOf, int[] start, int[] rows) {
  static CopyRows of(ExactCopies copies) {
    int[] uniqueOf = copies.uniqueIndices();
    int[] start = new int[copies.uniqueCount() + 1];
    for (int unique : uniqueOf) {
      start[unique + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] next = start.clone();
    int[] rows = new int[uniqueOf.length];
    for (int row = 0; row < rows.length; row++) {
      rows[next[uniqueOf[row]]++] = row;
    }
    return new CopyRows(uniqueOf, start, rows);
  }

  int size() {
    return rows.length;
  }

  int firstRow(int unique) {
    return rows[start[unique]];
  }

  int lastRow(int unique) {
    return rows[start[unique + 1] - 1];
  }

  /// All rows of some unique vectors, ascending.
  int[] rowsOf(int[] uniques) {
    int count = 0;
    for (int unique : uniques) {
      count += start[unique + 1] - start[unique];
    }
    int[] all = new int[count];
    int at = 0;
    for (int unique : uniques) {
      int length = start[unique + 1] - start[unique];
      System.arraycopy(rows, start[unique], all, at, length);
      at += length;
    }
    Arrays.sort(all);
    return all;
  }
}
