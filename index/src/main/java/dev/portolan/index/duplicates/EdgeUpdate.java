package dev.portolan.index.duplicates;

import java.util.Arrays;

/// The near pairs of a map after data came and went: pairs of who is left, and those of newcomers.
///
/// Data with the same vector are a group, which pairs name by its first in rank; when that one
/// went, the next stands for it.
///
/// Who was there may have near newcomers only as far as those were looked for, so no radius stays
/// above theirs; nor above the nearest pair that was dropped, where there were more than are kept.
/// `O(n + pairs·log pairs)`.
public final class EdgeUpdate {
  private final DuplicateEdges before;
  private final int[] rowNow;
  private final Ranking ranking;
  private final NewPairs found;
  private final int[] groupOf;

  private EdgeUpdate(DuplicateEdges before, int[] rowNow, Ranking ranking, NewPairs found) {
    this.before = before;
    this.rowNow = rowNow;
    this.ranking = ranking;
    this.found = found;
    this.groupOf = new int[ranking.size()];
  }

  /// @param before over the rows then
  /// @param rowNow `[n then]`, the row of each now, −1 where it is gone
  /// @param ranking of the rows now
  /// @param found the pairs of the newcomers
  public static DuplicateEdges of(
      DuplicateEdges before, int[] rowNow, Ranking ranking, NewPairs found) {
    return new EdgeUpdate(before, rowNow, ranking, found).run();
  }

  private DuplicateEdges run() {
    int n = groupOf.length;
    group();
    int[] first = new int[n + before.size()];
    Arrays.fill(first, -1);
    for (int row : ranking.order()) {
      first[groupOf[row]] = first[groupOf[row]] < 0 ? row : first[groupOf[row]];
    }
    int[] copyOf = new int[n];
    Arrays.setAll(copyOf, row -> first[groupOf[row]]);
    EdgeCollector collector = new EdgeCollector(EdgeCollector.capacity(n));
    collector.add(pairs(first));
    EdgeCollector.Buffer kept = collector.finish();
    return new DuplicateEdges(
            ranking.order(),
            copyOf,
            radii(Math.nextDown(collector.dropped())),
            new int[0],
            new int[0],
            new double[0])
        .with(kept);
  }

  /// Groups of old rows are numbered by their first row then, others after those.
  private void group() {
    Arrays.fill(groupOf, -1);
    for (int then = 0; then < rowNow.length; then++) {
      if (rowNow[then] >= 0) {
        groupOf[rowNow[then]] = before.copyOf()[then];
      }
    }
    for (int i = 0; i < found.rows().length; i++) {
      int row = found.rows()[i];
      int copy = found.copyOf()[i];
      groupOf[row] = copy < 0 ? before.size() + row : groupOf[copy];
    }
  }

  private double[] radii(double kept) {
    double most = Math.min(kept, Arrays.stream(found.radius()).min().orElse(kept));
    double[] radii = new double[groupOf.length];
    Arrays.fill(radii, most);
    for (int then = 0; then < rowNow.length; then++) {
      if (rowNow[then] >= 0) {
        radii[rowNow[then]] = Math.min(before.radius()[then], most);
      }
    }
    return radii;
  }

  private EdgeCollector.Buffer pairs(int[] first) {
    EdgeCollector.Buffer pairs = new EdgeCollector.Buffer();
    for (int i = 0; i < before.pairs(); i++) {
      int a = first[before.copyOf()[before.from()[i]]];
      int b = first[before.copyOf()[before.to()[i]]];
      if (a >= 0 && b >= 0) {
        pairs.add(a, b, before.distance()[i]);
      }
    }
    for (int i = 0; i < found.from().length; i++) {
      pairs.add(
          first[groupOf[found.from()[i]]], first[groupOf[found.to()[i]]], found.distance()[i]);
    }
    return pairs;
  }
}
