package dev.portolan.projection;

/// The edges of every place that are due in the current epoch, in the order of their moments.
///
/// An edge of pace `r` becomes due in epoch `t` at the moment within it when `t·r` reaches a whole
/// number; moments are cut into [BlockCommit#VISITS] visits.
final class DueEdges {
  static final int GRAIN = 2048;

  private static final int VISITS = BlockCommit.VISITS;

  private final BlockSchedule schedule;

  /// Where the due edges of place `p` lead, from `starts[p]` on, visit by visit.
  private final int[] tails;

  /// `[n][visits + 1]`: how many due edges of a place fall to earlier visits.
  private final int[] before;

  DueEdges(BlockSchedule schedule) {
    this.schedule = schedule;
    this.tails = new int[schedule.tails().length];
    this.before = new int[Math.multiplyExact(schedule.n(), VISITS + 1)];
  }

  int[] tails() {
    return tails;
  }

  /// The first edge that `place` walks in `visit`; that of visit [BlockCommit#VISITS] is the end.
  int first(int place, int visit) {
    return schedule.starts()[place] + before[place * (VISITS + 1) + visit];
  }

  /// Finds them for the places `from … to-1`.
  void collect(int epoch, int from, int to) {
    int[] found = new int[64];
    int[] visits = new int[64];
    int[] next = new int[VISITS];
    for (int place = from; place < to; place++) {
      int degree = schedule.starts()[place + 1] - schedule.starts()[place];
      if (degree >= found.length) {
        found = new int[2 * degree];
        visits = new int[2 * degree];
      }
      int count = find(epoch, place, found, visits);
      sort(place, count, found, visits, next);
    }
  }

  private int find(int epoch, int place, int[] found, int[] visits) {
    int[] paces = schedule.paces();
    int count = 0;
    for (int e = schedule.starts()[place]; e < schedule.starts()[place + 1]; e++) {
      found[count] = e;
      count += Integer.compareUnsigned((epoch + 1) * paces[e], paces[e]) >>> 31;
    }
    for (int i = 0; i < count; i++) {
      int pace = paces[found[i]];
      visits[i] = visit((epoch + 1) * pace, pace);
      found[i] = schedule.tails()[found[i]];
    }
    return count;
  }

  /// The visit of an edge that has gone `beyond` its whole number by the end of the epoch.
  private static int visit(int beyond, int pace) {
    double left = (double) Integer.toUnsignedLong(beyond) / Integer.toUnsignedLong(pace);
    return VISITS - 1 - (int) (VISITS * left);
  }

  private void sort(int place, int count, int[] found, int[] visits, int[] next) {
    int base = place * (VISITS + 1);
    java.util.Arrays.fill(before, base, base + VISITS + 1, 0);
    for (int i = 0; i < count; i++) {
      before[base + visits[i] + 1]++;
    }
    for (int visit = 0; visit < VISITS; visit++) {
      next[visit] = schedule.starts()[place] + before[base + visit];
      before[base + visit + 1] += before[base + visit];
    }
    for (int i = 0; i < count; i++) {
      tails[next[visits[i]]++] = found[i];
    }
  }
}
