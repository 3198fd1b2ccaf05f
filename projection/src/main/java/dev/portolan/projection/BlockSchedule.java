package dev.portolan.projection;

/// A fuzzy graph renumbered for block commit, with the period of every edge.
///
/// The rows are shuffled, so that every run of them is a fair sample of the map, and cut into
/// blocks. Time is counted in visits, [BlockCommit#VISITS] an epoch, as whole numbers of
/// `2^-fraction`. An edge of weight `w` is due every `w_max / w` epochs, that is once in a period.
/// Edges too weak to be due in any epoch are left out.
///
/// @param order the row at each place
/// @param starts `[n+1]`, the edges of each place
/// @param ends the place each edge starts from in the upper half, the one it leads to in the lower
/// @param periods visits from one walk of each edge to the next, times `2^fraction`
/// @param fraction bits of a moment below one visit
/// @param blocks into how many runs the places are cut
/// @param chunksOfBlock into how many chunks a block is cut, which are worked on at once; a
///   function of `n` only
record BlockSchedule(
    int[] order,
    int[] starts,
    long[] ends,
    int[] periods,
    int fraction,
    int blocks,
    int chunksOfBlock) {
  private static final int BLOCKS = 32;
  private static final int CHUNKS_OF_BLOCK = 2;
  private static final int LONGEST_CHUNK = 256;
  private static final int SHARE = 128;

  /// A moment takes at most so many bits, and so does a period: their sum is an int.
  private static final int BITS = 30;

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
    long[] ends = new long[starts[n]];
    int[] periods = new int[starts[n]];
    int visits = Math.multiplyExact(BlockCommit.VISITS, epochs);
    int fraction = BITS - (Integer.SIZE - Integer.numberOfLeadingZeros(visits));
    double shortest = (double) (BlockCommit.VISITS << fraction) * heaviest;
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
                  float weight = graph.weights()[e];
                  if (weight >= least) {
                    ends[next] = (long) place << 32 | places[graph.tails()[e]];
                    periods[next++] = (int) Math.min(1 << BITS, shortest / weight);
                  }
                }
              }
            });
    int blocks = Math.min(BLOCKS, Math.max(1, n / LaneForces.LANES));
    int chunks = Math.max(CHUNKS_OF_BLOCK, (n / blocks + LONGEST_CHUNK - 1) / LONGEST_CHUNK);
    chunks = Math.ceilDiv(chunks, CHUNKS_OF_BLOCK) * CHUNKS_OF_BLOCK;
    return new BlockSchedule(order, starts, ends, periods, fraction, blocks, chunks);
  }

  int n() {
    return order.length;
  }

  /// The first place of a block; that of block `blocks` is `n`.
  int blockStart(int block) {
    return (int) ((long) block * n() / blocks);
  }

  int chunks() {
    return blocks * chunksOfBlock;
  }

  /// The first place of a chunk; the chunks of block `b` are `b·chunksOfBlock` and the next ones.
  int chunkStart(int chunk) {
    int block = chunk / chunksOfBlock;
    int from = blockStart(block);
    long length = blockStart(block + 1) - from;
    return from + (int) (length * (chunk % chunksOfBlock) / chunksOfBlock);
  }

  int chunkEnd(int chunk) {
    return (chunk + 1) % chunksOfBlock == 0
        ? blockStart(chunk / chunksOfBlock + 1)
        : chunkStart(chunk + 1);
  }

  int longestBlock() {
    int longest = 0;
    for (int block = 0; block < blocks; block++) {
      longest = Math.max(longest, blockStart(block + 1) - blockStart(block));
    }
    return longest;
  }

  int longestChunk() {
    int longest = 0;
    for (int chunk = 0; chunk < chunks(); chunk++) {
      longest = Math.max(longest, chunkEnd(chunk) - chunkStart(chunk));
    }
    return longest;
  }

  int mostEdgesOfChunk() {
    int most = 0;
    for (int chunk = 0; chunk < chunks(); chunk++) {
      most = Math.max(most, starts[chunkEnd(chunk)] - starts[chunkStart(chunk)]);
    }
    return most;
  }

  /// As many of the threads as find [#SHARE] rows each in a block; with fewer rows they would only
  /// wait for each other.
  int usefulThreads(int threads) {
    return Math.max(1, Math.min(threads, longestBlock() / SHARE));
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
}
