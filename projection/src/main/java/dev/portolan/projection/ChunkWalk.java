package dev.portolan.projection;

import java.util.Arrays;

/// One worker's scratch space for [BlockCommit]: walks the due edges of a chunk of places.
///
/// The chunk's members are sorted by how many edges they walk, and eight of about equal length fill
/// the lanes of [LaneForces].
final class ChunkWalk {
  private static final int LANES = LaneForces.LANES;

  /// Steps staged before the forces are taken, so that vector loads find finished stores.
  private static final int STEPS = 16;

  private static final int LONGEST = 15;
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long INCREMENT = 1442695040888963407L;

  private final BlockSchedule schedule;
  private final DueEdges due;
  private final BlockCommit.Options options;
  private final int dimensions;
  private final int negatives;
  private final float[] committed;
  private final float[] pending;
  private final LaneForces forces;

  /// Per member of the chunk: its first edge in this visit, and how many.
  private final int[] firsts;

  private final int[] lengths;
  private final int[] byLength;
  private final int[] ofLength = new int[LONGEST + 1];

  private final float[] heads;
  private final float[] samples;
  private final float[] gains = new float[STEPS * LANES];
  private final long[] random = new long[LANES];

  ChunkWalk(
      BlockSchedule schedule,
      DueEdges due,
      BlockCommit.Options options,
      float[] committed,
      float[] pending) {
    this.schedule = schedule;
    this.due = due;
    this.options = options;
    this.dimensions = options.dimensions();
    this.negatives = options.negatives();
    this.committed = committed;
    this.pending = pending;
    this.forces = LaneForces.fastest(dimensions, options.negatives(), options.curve());
    this.firsts = new int[schedule.chunk()];
    this.lengths = new int[schedule.chunk()];
    this.byLength = new int[schedule.chunk()];
    this.heads = new float[dimensions * LANES];
    this.samples = new float[STEPS * (1 + negatives) * dimensions * LANES];
  }

  /// Moves the places `from … to-1` from their committed positions and leaves the new ones in
  /// `pending`, whose first belongs to the place `block`.
  void run(int epoch, int visit, int from, int to, int block) {
    int members = to - from;
    System.arraycopy(
        committed, from * dimensions, pending, (from - block) * dimensions, members * dimensions);
    share(visit, from, members);
    int moving = sortByLength(members);
    long visitSeed = CounterRandom.hash(options.seed(), (long) epoch * BlockCommit.VISITS + visit);
    float rate = 1f - (float) epoch / options.epochs();
    for (int group = 0; group < moving; group += LANES) {
      int lanes = Math.min(LANES, moving - group);
      load(group, lanes, from, visitSeed);
      int longest = 0;
      for (int lane = 0; lane < lanes; lane++) {
        longest = Math.max(longest, lengths[byLength[group + lane]]);
      }
      for (int step = 0; step < longest; step += STEPS) {
        int steps = Math.min(STEPS, longest - step);
        for (int lane = 0; lane < lanes; lane++) {
          stage(byLength[group + lane], from, lane, step, steps, rate);
        }
        forces.apply(heads, samples, gains, steps);
      }
      store(group, lanes, from - block);
    }
  }

  private void share(int visit, int from, int members) {
    for (int member = 0; member < members; member++) {
      firsts[member] = due.first(from + member, visit);
      lengths[member] = due.first(from + member, visit + 1) - firsts[member];
    }
  }

  /// Counting sort of the members, longest first; beyond [#LONGEST] all count as equal.
  ///
  /// @return how many have any edge to walk
  private int sortByLength(int members) {
    Arrays.fill(ofLength, 0);
    for (int member = 0; member < members; member++) {
      ofLength[LONGEST - Math.min(LONGEST, lengths[member])]++;
    }
    int resting = ofLength[LONGEST];
    int before = 0;
    for (int l = 0; l <= LONGEST; l++) {
      int count = ofLength[l];
      ofLength[l] = before;
      before += count;
    }
    for (int member = 0; member < members; member++) {
      byLength[ofLength[LONGEST - Math.min(LONGEST, lengths[member])]++] = member;
    }
    return members - resting;
  }

  private void load(int group, int lanes, int from, long visitSeed) {
    Arrays.fill(gains, 0f);
    for (int lane = 0; lane < lanes; lane++) {
      int place = from + byLength[group + lane];
      random[lane] = CounterRandom.hash(visitSeed, place);
      for (int c = 0; c < dimensions; c++) {
        heads[c * LANES + lane] = committed[place * dimensions + c];
      }
    }
  }

  private void store(int group, int lanes, int offset) {
    for (int lane = 0; lane < lanes; lane++) {
      int slot = offset + byLength[group + lane];
      for (int c = 0; c < dimensions; c++) {
        pending[slot * dimensions + c] = heads[c * LANES + lane];
      }
    }
  }

  /// Writes the samples of one lane for the steps `step … step+steps-1` of a member.
  private void stage(int member, int from, int lane, int step, int steps, float rate) {
    int first = firsts[member] + step;
    int present = Math.max(0, Math.min(steps, lengths[member] - step));
    for (int s = 0; s < steps; s++) {
      gains[s * LANES + lane] = s < present ? rate : 0;
    }
    random[lane] =
        dimensions == 2
            ? stageFlat(from + member, lane, first, present)
            : stageDeep(from + member, lane, first, present);
  }

  /// Two dimensions. The one loop that waits for memory, so everything in it is a local.
  private long stageFlat(int place, int lane, int first, int present) {
    int[] tails = due.tails();
    float[] source = committed;
    float[] target = samples;
    long others = schedule.n() - 1;
    long state = random[lane];
    int slot = lane;
    for (int e = first; e < first + present; e++) {
      int positive = 2 * tails[e];
      target[slot] = source[positive];
      target[slot + LANES] = source[positive + 1];
      slot += 2 * LANES;
      for (int q = 0; q < negatives; q++) {
        state = state * MULTIPLIER + INCREMENT;
        int negative = 2 * skip((int) (((state >>> 32) * others) >>> 32), place);
        target[slot] = source[negative];
        target[slot + LANES] = source[negative + 1];
        slot += 2 * LANES;
      }
    }
    return state;
  }

  private long stageDeep(int place, int lane, int first, int present) {
    long others = schedule.n() - 1;
    long state = random[lane];
    int slot = lane;
    for (int e = first; e < first + present; e++) {
      slot = copy(due.tails()[e], slot);
      for (int q = 0; q < negatives; q++) {
        state = state * MULTIPLIER + INCREMENT;
        slot = copy(skip((int) (((state >>> 32) * others) >>> 32), place), slot);
      }
    }
    return state;
  }

  private int copy(int place, int slot) {
    for (int c = 0; c < dimensions; c++) {
      samples[slot + c * LANES] = committed[place * dimensions + c];
    }
    return slot + dimensions * LANES;
  }

  /// Numbers the other places `0 … n-2` as if `place` were not there; no branch to mispredict.
  private static int skip(int other, int place) {
    return other + 1 + ((other - place) >> 31);
  }
}
