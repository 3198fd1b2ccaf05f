package dev.portolan.projection;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// Builds the neighbour graph: seeds, NN-descent, and an audit that decides whether it is enough.
///
/// Rows must be distinct vectors ([ExactCopies] unites copies first). Small sets are brute force.
/// Otherwise the rows are put in the order of a random-projection tree's leaves, where near ones
/// stand beside each other, and known by their places in it. Lists start from the seeds and from
/// the leaves, those of several trees where there are no seeds (missing slots from random rows);
/// rounds of [LocalJoin] run until fewer than a tenth of the slots change, and a sample of rows is
/// searched by brute force. Below the wanted recall the rounds go on until fewer than 0.1 % change;
/// then with lists twice as wide and new random rows; if that is not enough either, everything is
/// searched by brute force where that can be afforded. Elsewhere lists are widened a last time and
/// kept as they are, with the recall they have: only data without near neighbours come here. The
/// graph is a function of vectors, seeds and options, not of the number of threads.
public final class NeighborSearch {
  static final int BRUTE_FORCE = 2048;

  private static final int AUDITED = 500;
  private static final int AUDITED_FIRST = 100;

  /// The recall that is asked for.
  public static final double ENOUGH = .98;

  /// All pairs are searched where `n²·(d + PAIR)` is at most this: one to two minutes on two cores,
  /// 64,000 rows of 384 dimensions. A million would take hours.
  private static final double AFFORDABLE = 2e12;

  /// What a pair costs besides its dimensions, in dimensions.
  private static final int PAIR = 100;

  /// [#ENOUGH] and three standard deviations of a share of 1,600 slots.
  private static final double CLEARLY_ENOUGH = .99;

  /// Shares of the slots that a round has changed: the next one adds little, or nothing.
  private static final double CALM = .1;

  private static final double QUIET = .001;

  /// Seeds that fill this part of the slots lead; without them several trees have to.
  private static final int LED = 4;

  private static final int TREES = 6;

  /// Lists of `k` grow to so many times that where all pairs cannot be afforded.
  private static final int WIDEST = 4;

  private static final int MAX_ROUNDS = 30;
  private static final int SEEDS = 64;
  private static final int GRAIN = 512;

  private final LatentVectors vectors;
  private final NeighborOptions options;
  private final Progress progress;
  private final double affordable;
  private final int k;
  private final LongAdder measured = new LongAdder();
  private LocalOrder order;
  private LatentVectors ordered;
  private int rounds;

  private NeighborSearch(
      LatentVectors vectors, NeighborOptions options, double affordable, Progress progress) {
    this.vectors = vectors;
    this.options = options;
    this.affordable = affordable;
    this.progress = progress;
    this.k = Math.max(0, Math.min(options.k(), vectors.size() - 1));
  }

  /// The `min(k, n − 1)` nearest neighbours of every row, or, where [NeighborResult#recall] is
  /// below [#ENOUGH], as many near ones.
  ///
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  public static NeighborResult build(
      LatentVectors vectors, Seeds seeds, NeighborOptions options, Progress progress) {
    return build(vectors, seeds, options, AFFORDABLE, progress);
  }

  /// @param affordable what a search of all pairs may cost
  static NeighborResult build(
      LatentVectors vectors,
      Seeds seeds,
      NeighborOptions options,
      double affordable,
      Progress progress) {
    return new NeighborSearch(vectors, options, affordable, progress).build(seeds);
  }

  private NeighborResult build(Seeds seeds) {
    if (vectors.size() <= Math.max(BRUTE_FORCE, 4 * k)) {
      return bruteForce(progress);
    }
    order = LocalOrder.of(vectors, options.seed(), options.threads());
    ordered = order.arrange(vectors, options.threads());
    NearestLists lists = new NearestLists(vectors.size(), k);
    start(lists, seeds);
    descend(lists, CALM, new Portion(progress, .1, .4));
    double recall = audit(lists, new Portion(progress, .4, .5));
    if (recall < ENOUGH) {
      descend(lists, QUIET, new Portion(progress, .5, .6));
      recall = audit(lists, new Portion(progress, .6, .65));
    }
    if (recall < ENOUGH) {
      lists = widened(lists, 2 * k, new Portion(progress, .65, .65));
      descend(lists, QUIET, new Portion(progress, .65, .8));
      recall = audit(lists, new Portion(progress, .8, .85));
    }
    if (recall < ENOUGH && costOfAllPairs() <= affordable) {
      return bruteForce(new Portion(progress, .85, 1));
    }
    if (recall < ENOUGH) {
      lists = widened(lists, WIDEST * k, new Portion(progress, .85, .85));
      descend(lists, QUIET, new Portion(progress, .85, .95));
      recall = audit(lists, new Portion(progress, .95, 1));
    }
    NearestLists found = inRowOrder(lists);
    complete(found);
    progress.advance(1000, 1000);
    return new NeighborResult(found.graph(k), recall, rounds, measured.sum());
  }

  private double costOfAllPairs() {
    double n = vectors.size();
    return n * n * (vectors.dimensions() + PAIR);
  }

  private NeighborResult bruteForce(Progress part) {
    int[] all = IntStream.range(0, vectors.size()).toArray();
    NearestLists lists = ExactNeighbors.nearest(vectors, all, k, options.threads(), part);
    measured.add((long) vectors.size() * vectors.size());
    return new NeighborResult(lists.graph(k), 1, 0, measured.sum());
  }

  /// First lists: who is linked by the seeds, who shares a leaf, and random rows where a slot is
  /// still free.
  private void start(NearestLists lists, Seeds seeds) {
    introduceSeeds(lists, seeds);
    boolean led = lists.countFresh() > lists.rows.length / LED;
    int[] places = IntStream.range(0, lists.n).toArray();
    introduceLeaves(lists, places, order.leaves());
    for (int tree = 1; tree < TREES && !led; tree++) {
      long seed = CounterRandom.hash(options.seed(), tree);
      LocalOrder other = LocalOrder.of(ordered, seed, options.threads());
      introduceLeaves(lists, other.rows(), other.leaves());
    }
    addRandom(lists, 0, new Portion(progress, .1, .1));
  }

  /// Introduces every row and the rows that the seeds link to it to each other.
  private void introduceSeeds(NearestLists lists, Seeds seeds) {
    int[] places = order.places();
    Crew.slices(
        options.threads(),
        lists.n,
        GRAIN,
        new Portion(progress, 0, .1),
        () -> {
          GroupJoin group = new GroupJoin(ordered, lists, 1 + SEEDS);
          int[] linked = new int[SEEDS];
          return (from, to) -> {
            long before = group.measured();
            for (int place = from; place < to; place++) {
              int count = seeds.neighbors(order.rows()[place], linked);
              group.rows[0] = place;
              int members = 1;
              for (int s = 0; s < count; s++) {
                int other = places[linked[s]];
                boolean met = false;
                for (int m = 0; m < members; m++) {
                  met |= group.rows[m] == other;
                }
                group.rows[members] = other;
                members += met ? 0 : 1;
              }
              group.run(members, members);
            }
            measured.add(group.measured() - before);
          };
        });
  }

  /// Introduces the rows of each leaf to each other: near rows often, found in the cache.
  private void introduceLeaves(NearestLists lists, int[] rows, int[] leaves) {
    Crew.slices(
        options.threads(),
        leaves.length - 1,
        GRAIN / LocalOrder.LEAF,
        new Portion(progress, .1, .1),
        () -> {
          GroupJoin group = new GroupJoin(ordered, lists, LocalOrder.LEAF);
          return (from, to) -> {
            long before = group.measured();
            for (int leaf = from; leaf < to; leaf++) {
              int count = leaves[leaf + 1] - leaves[leaf];
              for (int first = 0; first < count; first += LocalOrder.LEAF) {
                int members = Math.min(LocalOrder.LEAF, count - first);
                System.arraycopy(rows, leaves[leaf] + first, group.rows, 0, members);
                group.run(members, members);
              }
            }
            measured.add(group.measured() - before);
          };
        });
  }

  /// Random rows for the slots still free, or for `least` slots of every row if that is more.
  private void addRandom(NearestLists lists, int least, Portion part) {
    int[] missing = new int[lists.n];
    Arrays.setAll(missing, row -> Math.max(least, lists.k - lists.filled(row)));
    long seed = CounterRandom.hash(options.seed(), lists.k);
    Crew.slices(
        options.threads(),
        lists.n,
        GRAIN,
        part,
        () -> {
          GroupJoin group = new GroupJoin(ordered, lists, 1 + lists.k);
          return (from, to) -> {
            long before = group.measured();
            for (int row = from; row < to; row++) {
              group.rows[0] = row;
              int members = 1;
              for (int s = 0; s < missing[row]; s++) {
                int other = CounterRandom.below(CounterRandom.hash(seed, row, s), lists.n);
                group.rows[members] = other;
                members += other == row ? 0 : 1;
              }
              group.run(members, 1);
            }
            measured.add(group.measured() - before);
          };
        });
  }

  private void descend(NearestLists lists, double share, Portion part) {
    long enough = (long) (share * lists.n * lists.k);
    for (int round = 0; round < MAX_ROUNDS && lists.countFresh() > enough; round++) {
      double step = (part.to() - part.from()) / MAX_ROUNDS;
      double from = part.from() + round * step;
      long seed = CounterRandom.hash(options.seed(), lists.k, round);
      LocalJoin join = new LocalJoin(ordered, lists, 2 * k, seed);
      measured.add(join.run(options.threads(), new Portion(progress, from, from + step)));
      rounds++;
    }
  }

  /// The same neighbours in wider lists, with new random rows, all of them fresh.
  private NearestLists widened(NearestLists narrow, int width, Portion part) {
    NearestLists wide = new NearestLists(narrow.n, width);
    for (int row = 0; row < narrow.n; row++) {
      for (int s = row * narrow.k; s < (row + 1) * narrow.k && narrow.rows[s] >= 0; s++) {
        wide.offer(row, narrow.rows[s], narrow.distances[s]);
        wide.offer(narrow.rows[s], row, narrow.distances[s]);
      }
    }
    addRandom(wide, k, part);
    return wide;
  }

  /// The share of true neighbours among those found, on a sample of rows; a fifth of the sample
  /// decides alone when it is clearly above what is enough.
  private double audit(NearestLists lists, Portion part) {
    int[] rows = CounterRandom.permutation(lists.n, options.seed());
    double first = audit(lists, Arrays.copyOf(rows, AUDITED_FIRST), part);
    return first >= CLEARLY_ENOUGH
        ? first
        : audit(lists, Arrays.copyOf(rows, Math.min(rows.length, AUDITED)), part);
  }

  private double audit(NearestLists lists, int[] rows, Progress part) {
    NearestLists truth = ExactNeighbors.nearest(vectors, rows, k, options.threads(), part);
    measured.add((long) rows.length * lists.n);
    int[] places = order.places();
    RowDistances distances = new RowDistances(vectors);
    long hits = 0;
    for (int q = 0; q < rows.length; q++) {
      distances.from(rows[q]);
      int first = places[rows[q]] * lists.k;
      for (int s = first; s < first + k && lists.rows[s] >= 0; s++) {
        hits += distances.to(order.rows()[lists.rows[s]]) <= truth.farthest(q) ? 1 : 0;
      }
    }
    return (double) hits / ((long) rows.length * k);
  }

  /// The first `k` slots of every list, of rows instead of places, with distances as everybody else
  /// measures them.
  private NearestLists inRowOrder(NearestLists lists) {
    NearestLists found = new NearestLists(lists.n, k);
    Crew.slices(
        options.threads(),
        lists.n,
        GRAIN,
        new Portion(progress, 1, 1),
        () -> {
          RowDistances distances = new RowDistances(ordered);
          return (from, to) -> {
            for (int place = from; place < to; place++) {
              distances.from(place);
              for (int s = place * lists.k; s < place * lists.k + k && lists.rows[s] >= 0; s++) {
                int other = lists.rows[s];
                found.offer(order.rows()[place], order.rows()[other], distances.to(other));
              }
            }
          };
        });
    return found;
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
