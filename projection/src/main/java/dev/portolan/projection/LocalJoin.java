package dev.portolan.projection;

import java.util.concurrent.atomic.LongAdder;

/// One round of NN-descent: rows that share a neighbour are introduced to each other.
///
/// With `A(v)` the neighbours of a row `v` and a sample of the rows that list it, every pair in
/// `A(v) × A(v)` with a fresh member is measured and offered to both lists; so every listed pair
/// has been offered to both its rows before. A pair that shares several neighbours is measured
/// several times: finding out which were costs more ([GroupJoin]). Lists do not depend on the order
/// of offers ([NearestLists]), so neither does a round on its threads. Paper: Dong, Charikar, Li,
/// WWW 2011.
final class LocalJoin {
  private static final int GRAIN = 256;

  private final LatentVectors vectors;
  private final NearestLists lists;
  private final int reverse;
  private final int[] listed;
  private final boolean[] fresh;
  private final ReverseLists listing;

  /// Fixes who knows whom as the lists stand, and calls all slots old.
  ///
  /// @param vectors best in an order that puts near rows beside each other
  /// @param reverse at most so many of the rows that list a row count as its acquaintances
  LocalJoin(LatentVectors vectors, NearestLists lists, int reverse, long seed) {
    this.vectors = vectors;
    this.lists = lists;
    this.reverse = reverse;
    this.listed = lists.rows.clone();
    this.fresh = lists.fresh.clone();
    this.listing = ReverseLists.of(lists.n, lists.k, listed, fresh, reverse, seed);
    lists.settle();
  }

  /// Measures all introductions of this round.
  ///
  /// @return how many distances were measured
  long run(int threads, Progress progress) {
    LongAdder measured = new LongAdder();
    Crew.slices(
        threads,
        lists.n,
        GRAIN,
        progress,
        () -> {
          Introductions introductions = new Introductions();
          return (from, to) -> measured.add(introductions.run(from, to));
        });
    return measured.sum();
  }

  private final class Introductions {
    private final GroupJoin group = new GroupJoin(vectors, lists, lists.k + reverse);
    private final int[] old = new int[lists.k + reverse];
    private int fresher;
    private int older;

    long run(int from, int to) {
      long before = group.measured();
      for (int v = from; v < to; v++) {
        gather(v);
        System.arraycopy(old, 0, group.rows, fresher, older);
        group.run(fresher + older, fresher);
      }
      return group.measured() - before;
    }

    /// The acquaintances of a row, each once, the fresh ones first.
    private void gather(int v) {
      fresher = 0;
      older = 0;
      int first = v * lists.k;
      int end = first;
      while (end < first + lists.k && listed[end] >= 0) {
        end++;
      }
      for (int r = listing.starts()[v]; r < listing.starts()[v + 1]; r++) {
        int other = listing.rows()[r];
        if (!contains(first, end, other)) {
          add(other, listing.fresh()[r]);
        }
      }
      for (int s = first; s < end; s++) {
        add(listed[s], fresh[s]);
      }
    }

    private boolean contains(int first, int end, int row) {
      boolean found = false;
      for (int s = first; s < end; s++) {
        found |= listed[s] == row;
      }
      return found;
    }

    private void add(int row, boolean isFresh) {
      if (isFresh) {
        group.rows[fresher++] = row;
      } else {
        old[older++] = row;
      }
    }
  }
}
