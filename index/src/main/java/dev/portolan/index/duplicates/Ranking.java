package dev.portolan.index.duplicates;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Who comes before whom: the order in which data are looked at, and retained.
///
/// Immutable by convention (arrays are not copied).
///
/// @param order `[n]`, the rows from first to last
/// @param rank `[n]`, the place of each row in `order`
public record Ranking(int[] order, int[] rank) {
  /// @param order a permutation of `0 … n−1`
  /// @throws IllegalArgumentException when it is none
  public static Ranking of(int[] order) {
    int[] rank = new int[order.length];
    Arrays.fill(rank, -1);
    for (int place = 0; place < order.length; place++) {
      int row = order[place];
      if (row < 0 || row >= order.length || rank[row] >= 0) {
        throw new IllegalArgumentException(
            "row %d at place %d of a ranking of %d rows; each row has one place"
                .formatted(row, place, order.length));
      }
      rank[row] = place;
    }
    return new Ranking(order, rank);
  }

  /// The older first: rows are data by age.
  public static Ranking byAge(int n) {
    int[] order = IntStream.range(0, n).toArray();
    return new Ranking(order, order);
  }

  /// The greater value first, ties by age; NaN last.
  ///
  /// @param values `[n]`, of each row
  public static Ranking descending(double[] values) {
    return of(
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> compare(values[a], values[b]))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /// A stable sort leaves equal ones by age.
  private static int compare(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
    return Double.compare(b + 0.0, a + 0.0);
  }

  public int size() {
    return order.length;
  }

  /// Whether `a` ranks before `b`.
  boolean before(int a, int b) {
    return rank[a] < rank[b];
  }
}
