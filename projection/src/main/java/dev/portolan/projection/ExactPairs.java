package dev.portolan.projection;

import java.util.function.Supplier;

/// Brute force over all pairs of rows, each measured once, in tiles that stay in the cache.
///
/// `n²·d/2` multiplications. All rows are held in panels ([TileKernel]), `4·n·d` bytes, and `128·n`
/// bytes per thread.
public final class ExactPairs {
  private static final TileKernel KERNEL = TileKernel.fastest();
  private static final int ROWS = TileKernel.ROWS;
  private static final int LANES = TileKernel.LANES;

  /// Groups of [#ROWS] rows that meet a run of others while these are in the cache.
  private static final int GROUPS = 8;

  /// Rows of a run.
  private static final int RUN = 8 * LANES;

  /// Takes the distances of one row to all later ones.
  public interface Visitor {
    /// @param distances of row `b > row` at `offset + b`, as float sums; valid during this call
    ///   only
    void visit(int row, float[] distances, int offset);
  }

  private final VectorMetric metric;
  private final int n;
  private final int d;
  private final int pitch;
  private final float[] block;

  private ExactPairs(LatentVectors vectors, int threads) {
    metric = vectors.metric();
    n = vectors.size();
    d = vectors.dimensions();
    pitch = (n + GROUPS * ROWS + RUN - 1) / RUN * RUN;
    block = new float[Math.multiplyExact(pitch, d)];
    Crew.slices(
        threads,
        n,
        1024,
        Progress.none(),
        () -> {
          float[] row = new float[d];
          return (from, to) -> {
            for (int i = from; i < to; i++) {
              vectors.copy(i, row, 0);
              for (int e = 0, at = TileKernel.begin(i, d); e < d; e++, at += LANES) {
                block[at] = row[e];
              }
            }
          };
        });
  }

  /// Measures all pairs; rows are visited in no particular order, each by one thread.
  ///
  /// @param visitors makes one visitor per thread, with that thread's scratch space
  /// @throws ArithmeticException when the rows do not fit one array
  public static void scan(
      LatentVectors vectors, int threads, Progress progress, Supplier<? extends Visitor> visitors) {
    ExactPairs pairs = new ExactPairs(vectors, threads);
    Crew.slices(
        threads,
        pairs.n,
        GROUPS * ROWS,
        progress,
        () -> {
          Visitor visitor = visitors.get();
          float[][] distances = new float[GROUPS][ROWS * pairs.pitch];
          return (from, to) -> {
            pairs.measure(from, distances);
            for (int row = from; row < to; row++) {
              visitor.visit(row, distances[(row - from) / ROWS], (row - from) % ROWS * pairs.pitch);
            }
          };
        });
  }

  /// @param from first row of the groups, a multiple of their size
  private void measure(int from, float[][] distances) {
    for (int run = from / RUN * RUN; run < n; run += RUN) {
      for (int group = 0; group < GROUPS; group++) {
        int i = from + group * ROWS;
        for (int j = run; j < run + RUN; j += LANES) {
          switch (metric) {
            case COSINE -> KERNEL.dots(block, d, i, j, distances[group], pitch);
            case EUCLIDEAN -> KERNEL.squares(block, d, i, j, distances[group], pitch);
          }
        }
        for (int r = 0; r < ROWS; r++) {
          settle(distances[group], r * pitch + run, RUN);
        }
      }
    }
  }

  /// Turns sums into distances.
  private void settle(float[] sums, int from, int count) {
    switch (metric) {
      case COSINE -> {
        for (int at = from; at < from + count; at++) {
          sums[at] = Math.max(0, 1 - sums[at]);
        }
      }
      case EUCLIDEAN -> {
        for (int at = from; at < from + count; at++) {
          sums[at] = (float) Math.sqrt(sums[at]);
        }
      }
    }
  }
}
