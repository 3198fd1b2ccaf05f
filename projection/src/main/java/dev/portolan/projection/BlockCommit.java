package dev.portolan.projection;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/// Stochastic gradient descent on the UMAP objective, parallel and yet the same on any number of
/// threads.
///
/// Rows are cut into blocks ([BlockSchedule]). Within a block every row starts from its committed
/// position, walks its own edges that are due (only the walking end moves, attraction counts twice)
/// with `negatives` random rows each, reads committed positions of all others and writes to a
/// buffer; then the block commits. Random rows come from a counter hash of (seed, epoch, place). So
/// the outcome is a function of graph, start and seed.
///
/// Workers take chunks of a block. The due edges of a chunk are compacted, its rows sorted by how
/// many they have, and eight rows of about equal length fill the lanes of [LaneForces].
final class BlockCommit {
  private static final int LANES = LaneForces.LANES;

  private final BlockSchedule schedule;
  private final Options options;
  private final int dimensions;
  private final float[] committed;
  private final float[] pending;
  private final AtomicLong taken = new AtomicLong();

  /// @param dimensions of the positions, 2 to 8
  /// @param epochs passes; the learning rate falls from 1 to 0 over them
  /// @param negatives repulsions per attraction
  record Options(int dimensions, int epochs, int negatives, Curve curve, long seed, int threads) {}

  private BlockCommit(BlockSchedule schedule, float[] start, Options options) {
    this.schedule = schedule;
    this.options = options;
    this.dimensions = options.dimensions();
    this.committed = new float[start.length];
    for (int place = 0; place < schedule.n(); place++) {
      System.arraycopy(
          start, schedule.order()[place] * dimensions, committed, place * dimensions, dimensions);
    }
    int longest = 0;
    for (int block = 0; block < schedule.blocks(); block++) {
      longest = Math.max(longest, schedule.blockStart(block + 1) - schedule.blockStart(block));
    }
    this.pending = new float[longest * dimensions];
  }

  /// The positions after all epochs, `[n][dimensions]` row-major like `start`.
  static float[] optimize(FuzzyGraph graph, float[] start, Options options, Progress progress) {
    if (graph.tails().length == 0) {
      return start.clone();
    }
    BlockSchedule schedule =
        BlockSchedule.of(graph, options.epochs(), options.seed(), options.threads());
    return new BlockCommit(schedule, start, options).run(progress);
  }

  private float[] run(Progress progress) {
    int threads = Math.min(options.threads(), 1 + schedule.n() / schedule.blocks() / LANES);
    SpinBarrier barrier = new SpinBarrier(threads);
    int most = schedule.mostEdgesInChunk();
    Crew.run(
        threads,
        worker -> {
          try {
            work(new ChunkWalk(schedule, options, most), barrier, worker == 0 ? progress : null);
          } catch (Throwable failed) {
            barrier.breakUp();
            throw failed;
          }
        });
    float[] positions = new float[committed.length];
    for (int place = 0; place < schedule.n(); place++) {
      System.arraycopy(
          committed,
          place * dimensions,
          positions,
          schedule.order()[place] * dimensions,
          dimensions);
    }
    return positions;
  }

  private void work(ChunkWalk walk, SpinBarrier barrier, Progress progress) {
    int blocks = schedule.blocks();
    long chunks = 0;
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      for (int block = 0; block < blocks; block++) {
        int from = schedule.blockStart(block);
        int to = schedule.blockStart(block + 1);
        long first = chunks;
        chunks += (to - from + schedule.chunk() - 1) / schedule.chunk();
        for (long c = take(chunks); c >= 0; c = take(chunks)) {
          int start = from + (int) (c - first) * schedule.chunk();
          walk.run(epoch, start, Math.min(to, start + schedule.chunk()), committed, pending, from);
        }
        report(progress, (long) epoch * blocks + block);
        boolean go =
            barrier.await(() ->
                System.arraycopy(
                    pending, 0, committed, from * dimensions, (to - from) * dimensions));
        if (!go) {
          return;
        }
      }
    }
  }

  /// The next chunk below `end`, or −1.
  private long take(long end) {
    long next = taken.get();
    while (next < end && !taken.compareAndSet(next, next + 1)) {
      next = taken.get();
    }
    return next < end ? next : -1;
  }

  /// @throws CancellationException when the computation was cancelled
  private void report(Progress progress, long done) {
    if (progress != null) {
      progress.check();
      progress.advance(done + 1, (long) options.epochs() * schedule.blocks());
    }
  }
}
