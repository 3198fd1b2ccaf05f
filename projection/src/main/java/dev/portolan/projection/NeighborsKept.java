package dev.portolan.projection;

import java.util.concurrent.atomic.AtomicLong;

/// How many of some rows' true neighbours are their nearest on a map.
public final class NeighborsKept {
  private static final int GRAIN = 8;

  private NeighborsKept() {}

  /// The share of the `k` true neighbours that are among the `k` nearest on the map; 1 where there
  /// are none. `O(m·n)`; the same for any number of threads.
  ///
  /// @param rows `[m]`, rows of the map
  /// @param truth of each of them the `k` nearest other rows
  public static double share(int[] rows, NeighborGraph truth, Positions positions, int threads) {
    AtomicLong kept = new AtomicLong();
    Crew.slices(
        threads,
        rows.length,
        GRAIN,
        Progress.none(),
        () ->
            (from, to) -> {
              for (int i = from; i < to; i++) {
                kept.addAndGet(kept(rows[i], truth, i, positions));
              }
            });
    long all = (long) rows.length * truth.k();
    return all == 0 ? 1 : (double) kept.get() / all;
  }

  private static int kept(int row, NeighborGraph truth, int of, Positions positions) {
    NearestLists onMap = new NearestLists(1, truth.k());
    float x = positions.x()[row];
    float y = positions.y()[row];
    for (int other = 0; other < positions.size(); other++) {
      float dx = positions.x()[other] - x;
      float dy = positions.y()[other] - y;
      float square = dx * dx + dy * dy;
      if (square <= onMap.farthest(0) && other != row) {
        onMap.offer(0, other, square);
      }
    }
    int kept = 0;
    for (int s = of * truth.k(); s < (of + 1) * truth.k(); s++) {
      for (int near : onMap.rows) {
        kept += near == truth.rows()[s] ? 1 : 0;
      }
    }
    return kept;
  }
}
