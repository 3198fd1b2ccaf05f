package dev.portolan.index.duplicates;

import dev.portolan.projection.ExactCopies;
import java.util.Arrays;

/// Which rows share which unique vector, in both directions, each vector's rows by their rank.
///
/// @param uniqueOf `[n]`, the unique vector of a row
/// @param start `[m+1]`, where a unique vector's rows start in `rows`
/// @param rows `[n]`, the rows of each unique vector, the first in rank first
/// @param ranking of all rows
record CopyRows(int[] uniqueOf, int[] start, int[] rows, Ranking ranking) {
  static CopyRows of(ExactCopies copies, Ranking ranking) {
    int[] uniqueOf = copies.uniqueIndices();
    int[] start = new int[copies.uniqueCount() + 1];
    for (int unique : uniqueOf) {
      start[unique + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] next = start.clone();
    int[] rows = new int[uniqueOf.length];
    for (int row : ranking.order()) {
      rows[next[uniqueOf[row]]++] = row;
    }
    return new CopyRows(uniqueOf, start, rows, ranking);
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

  /// All rows of some unique vectors, the first in rank first.
  int[] rowsOf(int[] uniques) {
    int count = 0;
    for (int unique : uniques) {
      count += start[unique + 1] - start[unique];
    }
    int[] all = new int[count];
    int at = 0;
    for (int unique : uniques) {
      for (int i = start[unique]; i < start[unique + 1]; i++) {
        all[at++] = ranking.rank()[rows[i]];
      }
    }
    Arrays.sort(all);
    Arrays.setAll(all, i -> ranking.order()[all[i]]);
    return all;
  }
}
