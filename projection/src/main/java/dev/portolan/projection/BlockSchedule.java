package dev.portolan.projection;

/// A fuzzy graph renumbered for block commit, with the pace of every edge.
///
/// The rows are shuffled, so that every run of them is a fair sample of the map, and cut into
/// blocks. An edge of pace `r = w / w_max` is due in epoch `t` when ⌊(t+1)·r⌋ > ⌊t·r⌋: a function
/// of the two, no state. Paces are fractions of 2³², where that reads: `(t+1)·r`, wrapped around,
/// is below `r`. Edges too weak to be due in any epoch are left out.
///
/// @param order the row at each place
/// @param starts `[n+1]`, the edges of each place
/// @param tails the place each edge leads to
/// @param paces unsigned
/// @param blocks into how many runs the places are cut
/// @param chunk places worked on at once; a function of `n` only
record BlockSchedule(int[] order, int[] starts, int[] tails, int[] paces, int blocks, int chunk) {
  private static final int BLOCKS = 32;
  private static final int CHUNK = 128;
  private static final double WHOLE = 4294967296.0;

  static BlockSchedule of(FuzzyGraph graph, int epochs, long seed, int threads) {
    int n = graph.n();
    int[] order = CounterRandom.permutation(n, seed);
    int[] places = new int[n];
    for (int place = 0; place < n; place++) {
      places[order[place]] = place;
    }
    float heaviest = 0;
    for (float weight : graph.weights()) {
      heaviest = Math.max(heaviest, weight);
    }
    float least = heaviest / epochs;
    int[] starts = starts(graph, order, least);
    int[] tails = new int[starts[n]];
    int[] paces = new int[starts[n]];
    double scale = WHOLE / heaviest;
    Crew.slices(
        threads,
        n,
        1024,
        Progress.none(),
        () ->
            (from, to) -> {
              for (int place = from; place < to; place++) {
                int next = starts[place];
                int row = order[place];
                for (int e = graph.starts()[row]; e < graph.starts()[row + 1]; e++) {
                  if (graph.weights()[e] >= least) {
                    tails[next] = places[graph.tails()[e]];
                    paces[next++] = (int) (long) Math.min(WHOLE - 1, graph.weights()[e] * scale);
                  }
                }
              }
            });
    int blocks = Math.min(BLOCKS, Math.max(1, n / LaneForces.LANES));
    return new BlockSchedule(order, starts, tails, paces, blocks, chunk(n / blocks));
  }

  int n() {
    return order.length;
  }

  /// The first place of a block; that of block `blocks` is `n`.
  int blockStart(int block) {
    return (int) ((long) block * n() / blocks);
  }

  int longestBlock() {
    int longest = 0;
    for (int block = 0; block < blocks; block++) {
      longest = Math.max(longest, blockStart(block + 1) - blockStart(block));
    }
    return longest;
  }

  /// As many of the threads as find [#CHUNK] rows each in a block; with fewer rows they would only
  /// wait for each other.
  int usefulThreads(int threads) {
    return Math.max(1, Math.min(threads, longestBlock() / CHUNK));
  }

  private static int[] starts(FuzzyGraph graph, int[] order, float least) {
    int[] starts = new int[order.length + 1];
    for (int place = 0; place < order.length; place++) {
      int count = 0;
      int row = order[place];
      for (int e = graph.starts()[row]; e < graph.starts()[row + 1]; e++) {
        count += graph.weights()[e] >= least ? 1 : 0;
      }
      starts[place + 1] = starts[place] + count;
    }
    return starts;
  }

  /// A quarter of a block, in whole groups of lanes, at most [#CHUNK].
  private static int chunk(int block) {
    int quarter = (block + 3) / 4;
    int whole = (quarter + LaneForces.LANES - 1) / LaneForces.LANES * LaneForces.LANES;
    return Math.max(LaneForces.LANES, Math.min(CHUNK, whole));
  }
}
