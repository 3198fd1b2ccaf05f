package dev.portolan.index.duplicates;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// A component cut into blocks around pivots, so that only blocks within reach are compared.
///
/// Each vector belongs to its nearest pivot `p`. By the triangle inequality (of the angle, for
/// cosine) nothing within `r` of `q` lies in a block with `|q−p| > radius + r`, nor at a distance
/// from `p` that differs from `|q−p|` by more than `r`. Exact. Small components are one block.
final class PivotBlocks {
  /// Components up to this size are compared all with all.
  static final int BRUTE_FORCE = 4096;

  /// Components from this size on are worth the start of threads for every query.
  private static final int PARALLEL = 32_768;

  private static final int PIVOTS = 64;

  private final VectorBlock block;
  private final int[] pivots;
  private final int[][] members;
  private final double[][] spans;
  private final double[] radius;

  private PivotBlocks(VectorBlock block, int[] pivots, int[] blockOf, double[] spanOf) {
    this.block = block;
    this.pivots = pivots;
    int[] sizes = new int[pivots.length];
    for (int p : blockOf) {
      sizes[p]++;
    }
    members = new int[pivots.length][];
    spans = new double[pivots.length][];
    radius = new double[pivots.length];
    Arrays.setAll(members, p -> new int[sizes[p]]);
    Arrays.setAll(spans, p -> new double[sizes[p]]);
    for (int i = blockOf.length - 1; i >= 0; i--) {
      int p = blockOf[i];
      members[p][--sizes[p]] = i;
      spans[p][sizes[p]] = spanOf[i];
      radius[p] = Math.max(radius[p], spanOf[i]);
    }
  }

  static PivotBlocks of(VectorBlock block, Workers workers) {
    return of(block, block.size() <= BRUTE_FORCE ? 1 : PIVOTS, workers);
  }

  /// Pivots are spread evenly over the rows.
  static PivotBlocks of(VectorBlock block, int count, Workers workers) {
    int n = block.size();
    int[] pivots = new int[count];
    Arrays.setAll(pivots, p -> (int) ((long) p * n / count));
    int[] blockOf = new int[n];
    double[] spanOf = new double[n];
    if (count > 1) {
      workers.slices(n, 256, i -> assign(block, pivots, i, blockOf, spanOf));
    }
    return new PivotBlocks(block, pivots, blockOf, spanOf);
  }

  /// Calls `candidate` with everything that may lie within `distance` of member `query`.
  ///
  /// Each candidate comes once, in large components from several threads.
  void near(int query, double distance, Workers workers, IntConsumer candidate) {
    if (pivots.length == 1) {
      for (int i = 0; i < block.size(); i++) {
        candidate.accept(i);
      }
    } else {
      double reach = block.span(distance);
      Workers some = block.size() < PARALLEL ? workers.alone() : workers;
      some.run(pivots.length, p -> nearIn(p, query, reach, candidate));
    }
  }

  private void nearIn(int p, int query, double reach, IntConsumer candidate) {
    double toPivot = block.span(query, pivots[p]);
    if (block.surelyLonger(toPivot, radius[p] + reach)) {
      return;
    }
    for (int i = 0; i < members[p].length; i++) {
      double span = spans[p][i];
      if (!block.surelyLonger(toPivot, span + reach)
          && !block.surelyLonger(span, toPivot + reach)) {
        candidate.accept(members[p][i]);
      }
    }
  }

  private static void assign(
      VectorBlock block, int[] pivots, int i, int[] blockOf, double[] spanOf) {
    spanOf[i] = Double.POSITIVE_INFINITY;
    for (int p = 0; p < pivots.length; p++) {
      double span = block.span(i, pivots[p]);
      if (span < spanOf[i]) {
        spanOf[i] = span;
        blockOf[i] = p;
      }
    }
  }
}
