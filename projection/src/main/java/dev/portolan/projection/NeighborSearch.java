package dev.portolan.projection;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Builds the neighbour graph: seeds, NN-descent, and an audit that decides whether it is enough.
///
/// Rows must be distinct vectors ([ExactCopies] unites copies first). Small sets are brute force.
/// Otherwise the lists start from the seeds (missing slots from random rows), rounds of [LocalJoin]
/// run until fewer than 0.1 % of the slots change, and a sample of rows is searched by brute force.
/// Below the wanted recall the descent goes on with lists twice as wide and new random rows; if
/// that is not enough either, everything is searched by brute force. The graph is a function of
/// vectors, seeds and options, not of the number of threads.
public final class NeighborSearch {
  static final int BRUTE_FORCE = 2048;

  private static final int AUDITED = 500;
  private static final double ENOUGH = .98;
  private static final double QUIET = .001;
  private static final int MAX_ROUNDS = 30;
  private static final int SEEDS = 64;
  private static final int GRAIN = 512;

  private final HeapVectors vectors;
  private final NeighborOptions options;
  private final Progress progress;
  private final int k;
  private int rounds;

  private NeighborSearch(HeapVectors vectors, NeighborOptions options, Progress progress) {
    this.vectors = vectors;
    this.options = options;
    this.progress = progress;
    this.k = Math.max(0, Math.min(options.k(), vectors.size() - 1));
  }

  /// The `min(k, n − 1)` nearest neighbours of every row.
  ///
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  public static NeighborResult build(
      LatentVectors vectors, Seeds seeds, NeighborOptions options, Progress progress) {
    HeapVectors heap = HeapVectors.of(vectors, options.threads());
    return new NeighborSearch(heap, options, progress).build(seeds);
  }

  private NeighborResult build(Seeds seeds) {
    if (vectors.size() <= Math.max(BRUTE_FORCE, 4 * k)) {
      return bruteForce(progress);
    }
    NearestLists lists = new NearestLists(vectors.size(), k);
    start(lists, seeds);
    descend(lists, new Portion(progress, .1, .5));
    double recall = audit(lists, new Portion(progress, .5, .6));
    if (recall < ENOUGH) {
      lists = widened(lists);
      descend(lists, new Portion(progress, .6, .8));
      recall = audit(lists, new Portion(progress, .8, .85));
    }
    if (recall < ENOUGH) {
      return bruteForce(new Portion(progress, .85, 1));
    }
    complete(lists);
    progress.advance(1000, 1000);
    return new NeighborResult(lists.graph(k), recall, rounds);
  }

  private NeighborResult bruteForce(Progress part) {
    int[] all = IntStream.range(0, vectors.size()).toArray();
    NearestLists lists = ExactNeighbors.nearest(vectors, all, k, options.threads(), part);
    return new NeighborResult(lists.graph(k), 1, 0);
  }

  private void start(NearestLists lists, Seeds seeds) {
    Crew.slices(
        options.threads(),
        lists.n,
        GRAIN,
        new Portion(progress, 0, .1),
        () -> {
          int[] first = new int[SEEDS];
          return (from, to) -> {
            for (int row = from; row < to; row++) {
              int count = seeds.neighbors(row, first);
              for (int s = 0; s < count; s++) {
                introduce(lists, row, first[s]);
              }
            }
          };
        });
    addRandom(lists, 0);
  }

  /// Random rows for the slots still free, or for `least` slots of every row if that is more.
  private void addRandom(NearestLists lists, int least) {
    int[] missing = new int[lists.n];
    Arrays.setAll(missing, row -> Math.max(least, lists.k - lists.filled(row)));
    long seed = CounterRandom.hash(options.seed(), lists.k);
    Crew.slices(
        options.threads(),
        lists.n,
        GRAIN,
        new Portion(progress, .1, .1),
        () ->
            (from, to) -> {
              for (int row = from; row < to; row++) {
                for (int s = 0; s < missing[row]; s++) {
                  long hash = CounterRandom.hash(seed, row, s);
                  introduce(lists, row, CounterRandom.below(hash, lists.n));
                }
              }
            });
  }

  private void introduce(NearestLists lists, int row, int other) {
    if (row != other) {
      float distance = vectors.distance(row, other);
      lists.offerLocked(row, other, distance);
      lists.offerLocked(other, row, distance);
    }
  }

  private void descend(NearestLists lists, Portion part) {
    long quiet = (long) (QUIET * lists.n * lists.k);
    for (int round = 0; round < MAX_ROUNDS && lists.countFresh() > quiet; round++) {
      double step = (part.to() - part.from()) / MAX_ROUNDS;
      double from = part.from() + round * step;
      long seed = CounterRandom.hash(options.seed(), lists.k, round);
      new LocalJoin(vectors, lists, 2 * k, seed)
          .run(options.threads(), new Portion(progress, from, from + step));
      rounds++;
    }
  }

  /// The same neighbours in lists twice as wide, with new random rows, all of them fresh.
  private NearestLists widened(NearestLists narrow) {
    NearestLists wide = new NearestLists(narrow.n, 2 * k);
    for (int row = 0; row < narrow.n; row++) {
      for (int s = row * narrow.k; s < (row + 1) * narrow.k && narrow.rows[s] >= 0; s++) {
        wide.offer(row, narrow.rows[s], narrow.distances[s]);
        wide.offer(narrow.rows[s], row, narrow.distances[s]);
      }
    }
    addRandom(wide, k);
    return wide;
  }

  /// The share of true neighbours among those found, on a sample of rows.
  private double audit(NearestLists lists, Progress part) {
    int[] sample = sample(lists.n, AUDITED, options.seed());
    NearestLists truth = ExactNeighbors.nearest(vectors, sample, k, options.threads(), part);
    long hits = 0;
    for (int q = 0; q < sample.length; q++) {
      for (int s = sample[q] * lists.k; s < sample[q] * lists.k + k; s++) {
        hits += lists.distances[s] <= truth.farthest(q) ? 1 : 0;
      }
    }
    return (double) hits / ((long) sample.length * k);
  }

  /// Searches the few rows that still have a free slot by brute force.
  private void complete(NearestLists lists) {
    int[] open = IntStream.range(0, lists.n).filter(row -> lists.filled(row) < k).toArray();
    NearestLists found =
        ExactNeighbors.nearest(vectors, open, k, options.threads(), new Portion(progress, 1, 1));
    for (int q = 0; q < open.length; q++) {
      for (int s = q * k; s < (q + 1) * k; s++) {
        lists.offer(open[q], found.rows[s], found.distances[s]);
      }
    }
  }

  /// At most `wanted` distinct rows drawn from `seed`, ascending.
  static int[] sample(int n, int wanted, long seed) {
    int[] chosen = Arrays.copyOf(CounterRandom.permutation(n, seed), Math.min(n, wanted));
    Arrays.sort(chosen);
    return chosen;
  }
}
