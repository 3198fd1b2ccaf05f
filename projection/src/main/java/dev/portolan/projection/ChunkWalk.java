package dev.portolan.projection;

import java.util.Arrays;

/// One worker's scratch space for [BlockCommit]: walks the due edges of a chunk of places.
final class ChunkWalk {
  private static final int LANES = LaneForces.LANES;

  /// Steps staged before the forces are taken, so that vector loads find finished stores.
  private static final int STEPS = 16;

  private static final int LONGEST = 64;
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long INCREMENT = 1442695040888963407L;

  private final BlockSchedule schedule;
  private final int dimensions;
  private final int negatives;
  private final int epochs;
  private final long seed;
  private final LaneForces forces;

  private final int[] due;
  private final int[] dueStart;
  private final int[] byLength;
  private final int[] lengths = new int[LONGEST + 1];

  private final float[] heads;
  private final float[] samples;
  private final float[] gains = new float[STEPS * LANES];
  private final long[] random = new long[LANES];

  ChunkWalk(BlockSchedule schedule, BlockCommit.Options options, int mostEdges) {
    this.schedule = schedule;
    this.dimensions = options.dimensions();
    this.negatives = options.negatives();
    this.epochs = options.epochs();
    this.seed = options.seed();
    this.forces = LaneForces.fastest(dimensions, negatives, options.curve());
    this.due = new int[mostEdges + 1];
    this.dueStart = new int[schedule.chunk() + 1];
    this.byLength = new int[schedule.chunk()];
    this.heads = new float[dimensions * LANES];
    this.samples = new float[STEPS * (1 + negatives) * dimensions * LANES];
  }

  /// Moves the places `from … to-1` from their committed positions and leaves the new ones in
  /// `pending`, whose first belongs to the place `pendingFrom`.
  void run(int epoch, int from, int to, float[] committed, float[] pending, int pendingFrom) {
    compactDue(epoch, from, to);
    sortByLength(to - from);
    long epochSeed = CounterRandom.hash(seed, epoch);
    float rate = 1f - (float) epoch / epochs;
    for (int group = 0; group < to - from; group += LANES) {
      int lanes = Math.min(LANES, to - from - group);
      load(group, lanes, from, committed, epochSeed);
      int longest = 0;
      for (int lane = 0; lane < lanes; lane++) {
        longest = Math.max(longest, length(byLength[group + lane]));
      }
      for (int step = 0; step < longest; step += STEPS) {
        int steps = Math.min(STEPS, longest - step);
        for (int lane = 0; lane < lanes; lane++) {
          stage(byLength[group + lane], from, lane, step, steps, rate, committed);
        }
        forces.apply(heads, samples, gains, steps);
      }
      store(group, lanes, from - pendingFrom, pending);
    }
  }

  private void compactDue(int epoch, int from, int to) {
    int[] paces = schedule.paces();
    int[] tails = schedule.tails();
    int count = 0;
    for (int place = from; place < to; place++) {
      dueStart[place - from] = count;
      int end = schedule.starts()[place + 1];
      for (int e = schedule.starts()[place]; e < end; e++) {
        int pace = paces[e];
        due[count] = tails[e];
        count += (epoch + 1) * pace + Integer.MIN_VALUE < pace + Integer.MIN_VALUE ? 1 : 0;
      }
    }
    dueStart[to - from] = count;
  }

  private int length(int member) {
    return dueStart[member + 1] - dueStart[member];
  }

  /// Counting sort of the chunk's members, longest first; beyond [#LONGEST] all count as equal.
  private void sortByLength(int members) {
    Arrays.fill(lengths, 0);
    for (int member = 0; member < members; member++) {
      lengths[LONGEST - Math.min(LONGEST, length(member))]++;
    }
    int before = 0;
    for (int l = 0; l <= LONGEST; l++) {
      int count = lengths[l];
      lengths[l] = before;
      before += count;
    }
    for (int member = 0; member < members; member++) {
      byLength[lengths[LONGEST - Math.min(LONGEST, length(member))]++] = member;
    }
  }

  private void load(int group, int lanes, int from, float[] committed, long epochSeed) {
    Arrays.fill(gains, 0f);
    for (int lane = 0; lane < lanes; lane++) {
      int place = from + byLength[group + lane];
      random[lane] = CounterRandom.hash(epochSeed, place);
      for (int c = 0; c < dimensions; c++) {
        heads[c * LANES + lane] = committed[place * dimensions + c];
      }
    }
  }

  private void store(int group, int lanes, int offset, float[] pending) {
    for (int lane = 0; lane < lanes; lane++) {
      int slot = offset + byLength[group + lane];
      for (int c = 0; c < dimensions; c++) {
        pending[slot * dimensions + c] = heads[c * LANES + lane];
      }
    }
  }

  /// Writes the samples of one lane for the steps `step … step+steps-1` of a member.
  private void stage(
      int member, int from, int lane, int step, int steps, float rate, float[] committed) {
    int first = dueStart[member] + step;
    int present = Math.max(0, Math.min(steps, dueStart[member + 1] - first));
    int others = schedule.n() - 1;
    int place = from + member;
    long state = random[lane];
    int slot = lane;
    for (int s = 0; s < present; s++) {
      slot = copy(committed, due[first + s], slot);
      for (int q = 0; q < negatives; q++) {
        state = state * MULTIPLIER + INCREMENT;
        int other = (int) (((state >>> 32) * others) >>> 32);
        slot = copy(committed, other + (other >= place ? 1 : 0), slot);
      }
      gains[s * LANES + lane] = rate;
    }
    for (int s = present; s < steps; s++) {
      gains[s * LANES + lane] = 0;
    }
    random[lane] = state;
  }

  private int copy(float[] committed, int place, int slot) {
    if (dimensions == 2) {
      samples[slot] = committed[2 * place];
      samples[slot + LANES] = committed[2 * place + 1];
      return slot + 2 * LANES;
    }
    for (int c = 0; c < dimensions; c++) {
      samples[slot + c * LANES] = committed[place * dimensions + c];
    }
    return slot + dimensions * LANES;
  }
}
