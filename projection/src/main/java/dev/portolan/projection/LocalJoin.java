package dev.portolan.projection;

/// One round of NN-descent: rows that share a neighbour are introduced to each other.
///
/// With `A(v)` the neighbours of a row `v` and a sample of the rows that list it, every pair in
/// `A(v) × A(v)` with a fresh member is measured once, however many rows it shares, and offered to
/// both lists; so every listed pair has been offered to both its rows before. Lists do not depend
/// on the order of offers ([NearestLists]), so neither does a round on its threads. Paper: Dong,
/// Charikar, Li, WWW 2011.
final class LocalJoin {
  private static final int GRAIN = 256;
  private static final int WAITING = 64;

  private final HeapVectors vectors;
  private final NearestLists lists;
  private final int[] order;
  private final int[] adjacencyStart;
  private final int[] adjacent;
  private final boolean[] adjacentFresh;
  private final boolean[] anyFresh;
  private final int[] pivotStart;
  private final int[] pivots;
  private final boolean[] pivotFresh;

  /// Fixes who knows whom as the lists stand, and calls all slots old.
  ///
  /// @param order every row once, best with near rows beside each other
  /// @param reverse at most so many of the rows that list a row count as its acquaintances
  LocalJoin(HeapVectors vectors, NearestLists lists, int[] order, int reverse, long seed) {
    this.vectors = vectors;
    this.lists = lists;
    this.order = order;
    int n = lists.n;
    boolean[] kept = sampleReverse(lists, reverse, seed);
    this.adjacencyStart = new int[n + 1];
    for (int s = 0; s < lists.rows.length; s++) {
      if (lists.rows[s] >= 0) {
        adjacencyStart[s / lists.k + 1]++;
        adjacencyStart[lists.rows[s] + 1] += kept[s] ? 1 : 0;
      }
    }
    accumulate(adjacencyStart);
    this.adjacent = new int[adjacencyStart[n]];
    this.adjacentFresh = new boolean[adjacencyStart[n]];
    this.anyFresh = new boolean[n];
    fillAdjacency(kept);
    this.pivotStart = new int[n + 1];
    for (int row : adjacent) {
      pivotStart[row + 1]++;
    }
    accumulate(pivotStart);
    this.pivots = new int[adjacent.length];
    this.pivotFresh = new boolean[adjacent.length];
    fillPivots();
    lists.settle();
  }

  /// Measures all introductions of this round.
  void run(int threads, Progress progress) {
    Crew.slices(threads, lists.n, GRAIN, progress, () -> new Introductions(new int[lists.n]));
  }

  private final class Introductions implements Crew.Slice {
    /// `met[j] == i + 1` when `j` has been considered for `i`.
    private final int[] met;

    private final int[] waiting = new int[WAITING];
    private int count;
    private float touched;

    Introductions(int[] met) {
      this.met = met;
    }

    @Override
    public void run(int from, int to) {
      for (int slot = from; slot < to; slot++) {
        int i = order[slot];
        meetAcquaintances(i);
        for (int p = pivotStart[i]; p < pivotStart[i + 1]; p++) {
          if (pivotFresh[p]) {
            introduceAll(i, pivots[p]);
          } else if (anyFresh[pivots[p]]) {
            introduceFresh(i, pivots[p]);
          }
        }
        measure(i);
      }
    }

    private void meetAcquaintances(int i) {
      for (int s = i * lists.k; s < (i + 1) * lists.k && lists.rows[s] >= 0; s++) {
        met[lists.rows[s]] = i + 1;
      }
      for (int p = pivotStart[i]; p < pivotStart[i + 1]; p++) {
        met[pivots[p]] = i + 1;
      }
    }

    private void introduceAll(int i, int pivot) {
      for (int a = adjacencyStart[pivot]; a < adjacencyStart[pivot + 1]; a++) {
        introduce(i, adjacent[a]);
      }
    }

    private void introduceFresh(int i, int pivot) {
      for (int a = adjacencyStart[pivot]; a < adjacencyStart[pivot + 1]; a++) {
        if (adjacentFresh[a]) {
          introduce(i, adjacent[a]);
        }
      }
    }

    private void introduce(int i, int j) {
      if (j < i && met[j] != i + 1) {
        met[j] = i + 1;
        waiting[count++] = j;
        if (count == WAITING) {
          measure(i);
        }
      }
    }

    /// Measures those who wait for `i`. First all their vectors and lists are touched: reads that
    /// do not wait for each other, where a distance would wait for memory one by one.
    private void measure(int i) {
      for (int w = 0; w < count; w++) {
        touched += vectors.touch(waiting[w]) + lists.farthest(waiting[w]);
      }
      for (int w = 0; w < count; w++) {
        float distance = vectors.distance(i, waiting[w]);
        lists.offerLocked(i, waiting[w], distance);
        lists.offerLocked(waiting[w], i, distance);
      }
      count = 0;
    }
  }

  private void fillAdjacency(boolean[] kept) {
    int[] next = adjacencyStart.clone();
    for (int s = 0; s < lists.rows.length; s++) {
      int listed = lists.rows[s];
      if (listed >= 0) {
        link(s / lists.k, listed, lists.fresh[s], next);
        if (kept[s]) {
          link(listed, s / lists.k, lists.fresh[s], next);
        }
      }
    }
  }

  private void link(int row, int other, boolean fresh, int[] next) {
    int slot = next[row]++;
    adjacent[slot] = other;
    adjacentFresh[slot] = fresh;
    anyFresh[row] |= fresh;
  }

  private void fillPivots() {
    int[] next = pivotStart.clone();
    for (int row = 0; row < lists.n; row++) {
      for (int a = adjacencyStart[row]; a < adjacencyStart[row + 1]; a++) {
        int slot = next[adjacent[a]]++;
        pivots[slot] = row;
        pivotFresh[slot] = adjacentFresh[a];
      }
    }
  }

  /// Marks the slots whose owner becomes an acquaintance of the listed row: all of them where a row
  /// is listed rarely, else a share drawn by hash.
  private static boolean[] sampleReverse(NearestLists lists, int reverse, long seed) {
    int[] listings = new int[lists.n];
    for (int row : lists.rows) {
      if (row >= 0) {
        listings[row]++;
      }
    }
    boolean[] kept = new boolean[lists.rows.length];
    for (int s = 0; s < kept.length; s++) {
      int row = lists.rows[s];
      kept[s] =
          row >= 0
              && (listings[row] <= reverse
                  || CounterRandom.below(CounterRandom.hash(seed, s), listings[row]) < reverse);
    }
    return kept;
  }

  private static void accumulate(int[] starts) {
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
  }
}
