package dev.portolan.projection;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// Stochastic gradient descent on the UMAP objective, parallel and yet the same on any number of
/// threads.
///
/// Rows are cut into blocks ([BlockSchedule]). Within a block every row starts from its committed
/// position, walks edges of its own that are due (only the walking end moves, attraction counts
/// twice) with `negatives` random rows each, reads committed positions of all others and writes to
/// a buffer; then the block commits. Random rows come from a counter hash of (seed, visit, place).
/// So the outcome is a function of graph, start and seed.
///
/// An epoch visits all blocks [#VISITS] times and gives each visit its share of a row's due edges.
/// Walking all of them at once lets rows jump while their surroundings stand still, which tears
/// text maps apart (docs/design/projection.md has the measurement).
final class BlockCommit {
  static final int VISITS = 8;

  private final BlockSchedule schedule;
  private final Options options;
  private final int dimensions;
  private final DueEdges due;
  private final float[][] committed;
  private final float[][] pending;

  /// Where every place began, or null where nothing holds it there.
  private final float[][] anchors;

  private final AtomicLong taken = new AtomicLong();

  /// @param dimensions of the positions, 2 to 8
  /// @param epochs passes; the learning rate falls from `rate` to 0 over them
  /// @param negatives repulsions per attraction
  /// @param rate learning rate of the first epoch
  /// @param anchor λ of a term λ‖y − y₀‖² that holds every row where it began; 0 for none
  record Options(
      int dimensions,
      int epochs,
      int negatives,
      Curve curve,
      long seed,
      int threads,
      float rate,
      float anchor) {
    /// From a start that is a guess: the full rate, and nothing holds.
    Options(int dimensions, int epochs, int negatives, Curve curve, long seed, int threads) {
      this(dimensions, epochs, negatives, curve, seed, threads, 1, 0);
    }
  }

  /// One worker and what it works with; worker 0 reports.
  private record Worker(
      ChunkWalk walk, DueEdges.Collector collector, SpinBarrier barrier, Progress progress) {}

  private BlockCommit(BlockSchedule schedule, float[] start, Options options) {
    this.schedule = schedule;
    this.options = options;
    this.dimensions = options.dimensions();
    this.due = new DueEdges(schedule);
    int n = schedule.n();
    this.committed = new float[dimensions][n + LaneForces.LANES];
    for (int c = 0; c < dimensions; c++) {
      for (int place = 0; place < n; place++) {
        committed[c][place] = start[schedule.order()[place] * dimensions + c];
      }
      for (int lane = 0; lane < LaneForces.LANES; lane++) {
        committed[c][n + lane] = committed[c][lane % n];
      }
    }
    this.pending = new float[dimensions][schedule.longestBlock()];
    this.anchors = options.anchor() == 0 ? null : new float[dimensions][];
    for (int c = 0; anchors != null && c < dimensions; c++) {
      anchors[c] = Arrays.copyOf(committed[c], n);
    }
  }

  /// The positions after all epochs, `[n][dimensions]` row-major like `start`.
  ///
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  static float[] optimize(FuzzyGraph graph, float[] start, Options options, Progress progress) {
    if (graph.tails().length == 0) {
      return start.clone();
    }
    BlockSchedule schedule =
        BlockSchedule.of(graph, options.epochs(), options.seed(), options.threads());
    return new BlockCommit(schedule, start, options).run(progress);
  }

  private float[] run(Progress progress) {
    int threads = schedule.usefulThreads(options.threads());
    SpinBarrier barrier = new SpinBarrier(threads);
    Crew.run(
        threads,
        worker -> {
          ChunkWalk walk = new ChunkWalk(schedule, due, options, committed, pending, anchors);
          try {
            work(
                new Worker(
                    walk, due.new Collector(), barrier, worker == 0 ? progress : Progress.none()));
          } catch (Throwable failed) {
            barrier.breakUp();
            throw failed;
          }
        });
    float[] positions = new float[schedule.n() * dimensions];
    for (int place = 0; place < schedule.n(); place++) {
      for (int c = 0; c < dimensions; c++) {
        positions[schedule.order()[place] * dimensions + c] = committed[c][place];
      }
    }
    return positions;
  }

  private void work(Worker worker) {
    long chunks = 0;
    boolean going = true;
    for (int epoch = 0; going && epoch < options.epochs(); epoch++) {
      if (epoch % due.epochs() == 0) {
        chunks = collectDue(worker, epoch, chunks);
        going = worker.barrier.await(() -> {});
      }
      for (int visit = 0; going && visit < VISITS; visit++) {
        for (int block = 0; going && block < schedule.blocks(); block++) {
          chunks = walk(worker, epoch, visit, block, chunks);
          int done = block;
          going = worker.barrier.await(() -> commit(done));
        }
        worker.progress.check();
        worker.progress.advance(
            (long) epoch * VISITS + visit + 1, (long) options.epochs() * VISITS);
      }
    }
  }

  /// Makes the pending positions of a block the committed ones, and the run beyond the last place
  /// that of the first.
  private void commit(int block) {
    int from = schedule.blockStart(block);
    int length = schedule.blockStart(block + 1) - from;
    for (int c = 0; c < dimensions; c++) {
      System.arraycopy(pending[c], 0, committed[c], from, length);
      for (int lane = 0; lane < LaneForces.LANES; lane++) {
        committed[c][schedule.n() + lane] = committed[c][lane % schedule.n()];
      }
    }
  }

  private long collectDue(Worker worker, int epoch, long before) {
    long end = before + schedule.chunks();
    for (long c = take(end); c >= 0; c = take(end)) {
      worker.collector.collect(epoch, (int) (c - before));
    }
    return end;
  }

  private long walk(Worker worker, int epoch, int visit, int block, long before) {
    long end = before + schedule.chunksOfBlock();
    int first = block * schedule.chunksOfBlock();
    for (long c = take(end); c >= 0; c = take(end)) {
      worker.walk.run(epoch, visit, first + (int) (c - before), schedule.blockStart(block));
    }
    return end;
  }

  /// The next piece of work below `end`, or −1.
  private long take(long end) {
    long next = taken.get();
    while (next < end && !taken.compareAndSet(next, next + 1)) {
      next = taken.get();
    }
    return next < end ? next : -1;
  }
}
