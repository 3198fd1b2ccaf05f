package dev.portolan.projection;

import java.util.Arrays;

/// The edges of every chunk that are due in the current epoch, visit by visit.
///
/// An edge of pace `r` becomes due in epoch `t` at the moment within it when `t·r` reaches a whole
/// number; moments are cut into [BlockCommit#VISITS] visits.
final class DueEdges {
  private static final int VISITS = BlockCommit.VISITS;

  private final BlockSchedule schedule;
  private final Chunk[] chunks;

  /// What one chunk has to walk: the edges of a visit are `bounds[visit] … bounds[visit + 1]−1`,
  /// those of one head beside each other.
  static final class Chunk {
    final int[] bounds = new int[VISITS + 1];

    /// The place each edge starts from and the one it leads to.
    int[] heads = new int[0];

    int[] tails = new int[0];
  }

  DueEdges(BlockSchedule schedule) {
    this.schedule = schedule;
    this.chunks = new Chunk[schedule.chunks()];
    Arrays.setAll(chunks, c -> new Chunk());
  }

  Chunk chunk(int chunk) {
    return chunks[chunk];
  }

  /// One worker's scratch space for finding them.
  final class Collector {
    private final int[] due;
    private final byte[] visits;
    private final int[] counts = new int[VISITS];

    Collector() {
      this.due = new int[schedule.mostEdgesOfChunk() + 1];
      this.visits = new byte[due.length];
    }

    /// Finds what is due in `epoch` among the edges of a chunk.
    void collect(int epoch, int chunk) {
      int first = schedule.starts()[schedule.chunkStart(chunk)];
      int end = schedule.starts()[schedule.chunkEnd(chunk)];
      int count = find(epoch + 1, schedule.paces(), first, end, due);
      divide(epoch + 1, schedule.paces(), count);
      sort(count, chunks[chunk]);
    }

    /// Lists the due edges; no branch to mispredict.
    private static int find(int turns, int[] paces, int first, int end, int[] due) {
      int count = 0;
      for (int e = first; e < end; e++) {
        due[count] = e;
        count += (turns * paces[e] & BlockSchedule.WHOLE) - paces[e] >>> 31;
      }
      return count;
    }

    private void divide(int turns, int[] paces, int count) {
      Arrays.fill(counts, 0);
      for (int i = 0; i < count; i++) {
        int pace = paces[due[i]];
        int visit = visit(turns * pace & BlockSchedule.WHOLE, pace);
        visits[i] = (byte) visit;
        counts[visit]++;
      }
    }

    /// Counting sort by visit.
    private void sort(int count, Chunk into) {
      if (into.heads.length < count) {
        into.heads = new int[count + count / 8];
        into.tails = new int[into.heads.length];
      }
      for (int visit = 0; visit < VISITS; visit++) {
        into.bounds[visit + 1] = into.bounds[visit] + counts[visit];
        counts[visit] = into.bounds[visit];
      }
      int[] heads = schedule.heads();
      int[] tails = schedule.tails();
      for (int i = 0; i < count; i++) {
        int slot = counts[visits[i]]++;
        into.heads[slot] = heads[due[i]];
        into.tails[slot] = tails[due[i]];
      }
    }
  }

  /// The visit of an edge that has gone `beyond` its whole number by the end of the epoch: `7 −
  /// ⌊8·beyond / pace⌋`, a binary digit at a time and without a branch.
  private static int visit(long beyond, long pace) {
    long rest = 8 * beyond - 4 * pace;
    long below = rest >> 63;
    int eighths = (int) (4 & ~below);
    rest += (4 * pace & below) - 2 * pace;
    below = rest >> 63;
    eighths += (int) (2 & ~below);
    rest += (2 * pace & below) - pace;
    eighths += (int) (1 & ~(rest >> 63));
    return VISITS - 1 - eighths;
  }
}
