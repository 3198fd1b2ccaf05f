package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import java.util.Arrays;

/// The scan that decides who is retained: in order of rank, by age unless said otherwise, whoever
/// is not yet near a retained datum.
///
/// A lexicographic maximal independent set. Each datum that is retained offers itself to all later
/// data of its component; a datum keeps the nearest offer it got while it was its turn. An exact
/// copy ranks after its first row and may thus belong to a retained datum that came between the two
/// and lies nearer: the rule is applied to it as to any other datum.
final class OldestWins {
  private final CopyRows copies;
  private final LatentVectors vectors;
  private final double cutoff;
  private final int[] duplicateOf;
  private final double[] distance;

  OldestWins(CopyRows copies, LatentVectors vectors, double cutoff) {
    this.copies = copies;
    this.vectors = vectors;
    this.cutoff = cutoff;
    duplicateOf = new int[copies.size()];
    distance = new double[copies.size()];
    for (int row = 0; row < duplicateOf.length; row++) {
      duplicateOf[row] = copies.firstRow(copies.uniqueOf()[row]);
    }
  }

  int[] duplicateOf() {
    return duplicateOf;
  }

  double[] distance() {
    return distance;
  }

  /// Settles one component; others may be settled at the same time.
  ///
  /// @param members unique vectors, ascending
  void scan(int[] members, Workers workers) {
    VectorBlock block = VectorBlock.of(vectors, members);
    PivotBlocks pivots = PivotBlocks.of(block, workers.stage(0, 2));
    new Scan(members, block, pivots, workers.stage(1, 2)).run();
  }

  private final class Scan {
    private final int[] members;
    private final VectorBlock block;
    private final PivotBlocks pivots;
    private final Workers workers;
    private final int[] nearest;
    private final double[] offered;

    Scan(int[] members, VectorBlock block, PivotBlocks pivots, Workers workers) {
      this.members = members;
      this.block = block;
      this.pivots = pivots;
      this.workers = workers;
      nearest = new int[members.length];
      Arrays.fill(nearest, -1);
      offered = new double[members.length];
      Arrays.fill(offered, Double.POSITIVE_INFINITY);
    }

    void run() {
      int[] rows = copies.rowsOf(members);
      for (int i = 0; i < rows.length; i++) {
        int row = rows[i];
        int unique = copies.uniqueOf()[row];
        int at = Arrays.binarySearch(members, unique);
        if (nearest[at] >= 0) {
          duplicateOf[row] = copies.firstRow(members[nearest[at]]);
          distance[row] = offered[at];
        } else if (row == copies.firstRow(unique)) {
          workers.check();
          pivots.near(at, cutoff, workers.stage(i, rows.length), other -> offer(at, row, other));
        }
      }
    }

    private void offer(int retained, int row, int other) {
      if (other == retained || copies.ranking().before(copies.lastRow(members[other]), row)) {
        return;
      }
      double apart = block.distanceUpTo(retained, other, Math.min(cutoff, offered[other]));
      if (apart < offered[other]) {
        offered[other] = apart;
        nearest[other] = retained;
      }
    }
  }
}
