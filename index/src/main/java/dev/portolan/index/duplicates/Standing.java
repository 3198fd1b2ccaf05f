package dev.portolan.index.duplicates;

import java.util.Arrays;

/// What was decided before data came and went, as far as it may still hold.
///
/// A datum whose rank among those who were there is another now, since a value that ranks it was
/// edited, counts as gone and come: no more of them than have to, so that all others are in the
/// order they were in.
///
/// @param was `[n]`, the row of now of the datum that each row was a duplicate of, its own where it
///   was retained; −1 where nothing is known, or no longer
/// @param at `[n]`, the distance to it
public record Standing(int[] was, double[] at) {
  /// `O(n)`, and `O(n log n)` where ranks changed.
  ///
  /// @param orderThen the rows of then by their rank
  /// @param duplicateOf `[n then]`, the row of then that each was a duplicate of
  /// @param distance `[n then]`, to it
  /// @param rowNow `[n then]`, the row of each now, −1 where it is gone
  /// @param now the ranking of now
  public static Standing of(
      int[] orderThen, int[] duplicateOf, float[] distance, int[] rowNow, Ranking now) {
    int[] was = new int[now.size()];
    double[] at = new double[now.size()];
    Arrays.fill(was, -1);
    boolean[] moved = moved(orderThen, rowNow, now);
    for (int then = 0; then < rowNow.length; then++) {
      int row = rowNow[then];
      int of = rowNow[duplicateOf[then]];
      if (row >= 0 && of >= 0 && !moved[row] && !moved[of]) {
        was[row] = of;
        at[row] = distance[then];
      }
    }
    return new Standing(was, at);
  }

  /// `[n]`, whether a row left the order of then: all but a longest run that kept it.
  private static boolean[] moved(int[] orderThen, int[] rowNow, Ranking now) {
    int[] rows =
        Arrays.stream(orderThen).map(then -> rowNow[then]).filter(row -> row >= 0).toArray();
    int[] ranks = Arrays.stream(rows).map(row -> now.rank()[row]).toArray();
    boolean[] moved = new boolean[now.size()];
    if (!ascending(ranks)) {
      Arrays.stream(rows).forEach(row -> moved[row] = true);
      for (int place : longestAscent(ranks)) {
        moved[rows[place]] = false;
      }
    }
    return moved;
  }

  private static boolean ascending(int[] values) {
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /// Places of a longest ascending subsequence of different values, last first.
  private static int[] longestAscent(int[] values) {
    int[] ends = new int[values.length];
    int[] endAt = new int[values.length];
    int[] before = new int[values.length];
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      int slot = -1 - Arrays.binarySearch(ends, 0, length, values[i]);
      ends[slot] = values[i];
      endAt[slot] = i;
      before[i] = slot == 0 ? -1 : endAt[slot - 1];
      length = Math.max(length, slot + 1);
    }
    int[] places = new int[length];
    for (int k = 0, i = length == 0 ? -1 : endAt[length - 1]; i >= 0; k++, i = before[i]) {
      places[k] = i;
    }
    return places;
  }
}
