package dev.portolan.projection;

import java.util.Arrays;

/// The edges of every chunk that are due in the next epochs, visit by visit.
///
/// An edge of period `p` is due at the moments `p, 2p, 3p, …`, each in the visit that ends with it
/// or holds it. Several epochs are listed at once, as many as [#SPACE] has room for: the list of
/// edges is read once for all of them, and the branch that ends an edge's moments is mispredicted
/// once for all of them. How many changes nothing about what is due when.
final class DueEdges {
  private static final int VISITS = BlockCommit.VISITS;
  private static final int MOST_EPOCHS = 8;

  /// Edges listed at once, about.
  private static final long SPACE = 32L << 20;

  private final BlockSchedule schedule;
  private final int epochs;
  private final int[] next;
  private final Chunk[] chunks;

  /// What one chunk has to walk: the edges of visit `v`, counted from the first listed epoch on,
  /// are `bounds[v] … bounds[v + 1]−1`, those of one head beside each other.
  final class Chunk {
    final int[] bounds = new int[epochs * VISITS + 1];

    /// As in [BlockSchedule#ends].
    long[] ends = new long[0];
  }

  DueEdges(BlockSchedule schedule) {
    this.schedule = schedule;
    this.epochs = epochs(schedule);
    this.next = schedule.periods().clone();
    for (int e = 0; e < next.length; e++) {
      next[e]--;
    }
    this.chunks = new Chunk[schedule.chunks()];
    Arrays.setAll(chunks, c -> new Chunk());
  }

  private static int epochs(BlockSchedule schedule) {
    double due = 1;
    double epoch = VISITS << schedule.fraction();
    for (int period : schedule.periods()) {
      due += epoch / period;
    }
    return (int) Math.max(1, Math.min(MOST_EPOCHS, SPACE / due));
  }

  /// How many epochs are listed at once; the first of them is a multiple of it.
  int epochs() {
    return epochs;
  }

  Chunk chunk(int chunk) {
    return chunks[chunk];
  }

  /// One worker's scratch space for finding them.
  final class Collector {
    private final int[] counts = new int[epochs * VISITS];
    private int[] due;
    private byte[] visits;

    Collector() {
      due = new int[schedule.mostEdgesOfChunk() + 1];
      visits = new byte[due.length];
    }

    /// Finds what is due in the epochs from `epoch` on among the edges of a chunk. Epochs are asked
    /// for in order.
    void collect(int epoch, int chunk) {
      int first = schedule.starts()[schedule.chunkStart(chunk)];
      int end = schedule.starts()[schedule.chunkEnd(chunk)];
      reserve((end - first) * epochs);
      sort(find(epoch * VISITS, first, end), chunks[chunk]);
    }

    private void reserve(int most) {
      if (due.length < most) {
        due = new int[most];
        visits = new byte[most];
      }
    }

    /// Lists the due edges with their visits.
    private int find(int visit, int first, int end) {
      Arrays.fill(counts, 0);
      int[] periods = schedule.periods();
      int fraction = schedule.fraction();
      int over = visit + counts.length << fraction;
      int count = 0;
      for (int e = first; e < end; e++) {
        int moment = next[e];
        if (moment < over) {
          int period = periods[e];
          do {
            int in = (moment >>> fraction) - visit;
            due[count] = e;
            visits[count++] = (byte) in;
            counts[in]++;
            moment += period;
          } while (moment < over);
          next[e] = moment;
        }
      }
      return count;
    }

    /// Counting sort by visit.
    private void sort(int count, Chunk into) {
      if (into.ends.length < count) {
        into.ends = new long[count + count / 8];
      }
      for (int visit = 0; visit < counts.length; visit++) {
        into.bounds[visit + 1] = into.bounds[visit] + counts[visit];
        counts[visit] = into.bounds[visit];
      }
      long[] ends = schedule.ends();
      for (int i = 0; i < count; i++) {
        into.ends[counts[visits[i]]++] = ends[due[i]];
      }
    }
  }
}
