package dev.portolan.projection;

/// One worker's scratch space for [BlockCommit]: walks the due edges of a chunk of places.
///
/// The edges of a visit are cut into as many runs as there are lanes, and every step takes one edge
/// of each run: heads and tails are gathered, moved by [LaneForces] and put back, one loop after
/// the other. The edges of one head lie beside each other in a run, so they are walked one after
/// another; where a head is in two runs at once, its moves are added.
final class ChunkWalk {
  private static final int GROUPS = 4;
  private static final int LANES = GROUPS * LaneForces.LANES;
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long INCREMENT = 1442695040888963407L;

  private final BlockSchedule schedule;
  private final DueEdges due;
  private final BlockCommit.Options options;
  private final float[][] committed;
  private final float[][] pending;
  private final float[][] anchors;
  private final int[] heads = new int[LANES];
  private final int[] tails = new int[LANES];
  private final LaneForces forces;
  private final LaneForces.Stage stage;

  ChunkWalk(
      BlockSchedule schedule,
      DueEdges due,
      BlockCommit.Options options,
      float[][] committed,
      float[][] pending,
      float[][] anchors) {
    this.schedule = schedule;
    this.due = due;
    this.options = options;
    this.committed = committed;
    this.pending = pending;
    this.anchors = anchors;
    this.forces = LaneForces.fastest(options.dimensions(), options.negatives(), options.curve());
    this.stage = LaneForces.Stage.of(options.dimensions(), LANES, options.negatives());
  }

  /// Moves the places of a chunk from their committed positions and leaves the new ones in
  /// `pending`, whose first belongs to the place `block`.
  void run(int epoch, int visit, int chunk, int block) {
    int from = schedule.chunkStart(chunk);
    int members = schedule.chunkEnd(chunk) - from;
    for (int c = 0; c < committed.length; c++) {
      System.arraycopy(committed[c], from, pending[c], from - block, members);
    }
    long random =
        CounterRandom.hash(options.seed(), (long) epoch * BlockCommit.VISITS + visit, from);
    float rate = options.rate() * (1f - (float) epoch / options.epochs());
    if (anchors != null) {
      hold(from, members, block, rate);
    }
    DueEdges.Chunk edges = due.chunk(chunk);
    int listed = epoch % due.epochs() * BlockCommit.VISITS + visit;
    int first = edges.bounds[listed];
    int end = edges.bounds[listed + 1];
    int steps = (end - first + LANES - 1) / LANES;
    for (int step = 0; step < steps; step++) {
      int lanes = (end - first - step + steps - 1) / steps;
      gather(edges, first + step, steps, lanes, block);
      random = draw(random);
      forces.apply(stage, (lanes + LaneForces.LANES - 1) / LaneForces.LANES, committed, rate);
      scatter(lanes);
    }
  }

  /// The pull of the anchors, 2λ(y₀ − y) an epoch, a visit's share of it.
  private void hold(int from, int members, int block, float rate) {
    float pull = 2 * options.anchor() * rate / BlockCommit.VISITS;
    for (int c = 0; c < committed.length; c++) {
      for (int place = from; place < from + members; place++) {
        pending[c][place - block] += pull * (anchors[c][place] - committed[c][place]);
      }
    }
  }

  private void gather(DueEdges.Chunk edges, int first, int steps, int lanes, int block) {
    int e = first;
    for (int lane = 0; lane < lanes; lane++) {
      long ends = edges.ends[e];
      heads[lane] = (int) (ends >>> 32) - block;
      tails[lane] = (int) ends;
      e += steps;
    }
    for (int c = 0; c < committed.length; c++) {
      float[] from = pending[c];
      float[] to = committed[c];
      for (int lane = 0; lane < lanes; lane++) {
        stage.heads()[c][lane] = from[heads[lane]];
        stage.tails()[c][lane] = to[tails[lane]];
      }
    }
  }

  private long draw(long random) {
    int[] negatives = stage.negatives();
    long state = random;
    for (int i = 0; i < negatives.length; i++) {
      state = state * MULTIPLIER + INCREMENT;
      negatives[i] = (int) (((state >>> 32) * schedule.n()) >>> 32);
    }
    return state;
  }

  private void scatter(int lanes) {
    for (int c = 0; c < committed.length; c++) {
      float[] moves = stage.moves()[c];
      float[] to = pending[c];
      for (int lane = 0; lane < lanes; lane++) {
        to[heads[lane]] += moves[lane];
      }
    }
  }
}
