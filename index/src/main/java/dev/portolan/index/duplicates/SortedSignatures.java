package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import java.util.Arrays;

/// Near vectors in different components, found by sorting signatures instead of walking a graph.
///
/// The search for neighbours leaves a few lists poor, and a pair that stands in neither list joins
/// nothing. So the vectors are sorted by their signatures, from several starting bits in turn, and
/// each meets those that follow it at once (Charikar, STOC 2002; Ravichandran et al., ACL 2005).
/// Few differing bits let a pair pass, its distance decides. The nearer a pair, the likelier it is
/// met: this completes lists, it does not replace them.
///
/// A fixed number of comparisons of bits per datum, one sort per start, `20·n` bytes besides the
/// signatures.
final class SortedSignatures {
  private static final int STARTS = 21;
  private static final int FOLLOWING = 4;
  private static final int GRAIN = 1024;

  private final LatentVectors vectors;
  private final Signatures signatures;
  private final double bound;
  private final int[] allowed;

  /// @param bound distance up to which pairs are looked for
  SortedSignatures(LatentVectors vectors, Signatures signatures, double bound) {
    this.vectors = vectors;
    this.signatures = signatures;
    this.bound = bound;
    allowed = signatures.allowed(vectors.metric(), bound);
  }

  /// Unites the sets of near vectors, and adds the pairs that did so to `joins`.
  void join(DisjointSets sets, EdgeCollector.Buffer joins, Workers workers) {
    for (int start = 0; start < STARTS; start++) {
      int[] rows = sorted(start * Signatures.BITS / STARTS);
      for (EdgeCollector.Buffer met : met(rows, sets, workers.stage(start, STARTS))) {
        for (int i = 0; i < met.size; i++) {
          sets.unite(met.from[i], met.to[i]);
          joins.add(met.from[i], met.to[i], met.distances[i]);
        }
      }
    }
  }

  private int[] sorted(int first) {
    int n = vectors.size();
    long low = Long.highestOneBit(Math.max(1, n - 1)) * 2 - 1;
    long[] keys = new long[n];
    for (int row = 0; row < n; row++) {
      keys[row] = signatures.from(row, first) & ~low | row;
    }
    Arrays.parallelSort(keys);
    int[] rows = new int[n];
    Arrays.setAll(rows, place -> (int) (keys[place] & low));
    return rows;
  }

  /// The near pairs across sets, by the place of their first vector.
  private EdgeCollector.Buffer[] met(int[] rows, DisjointSets sets, Workers workers) {
    int[] root = new int[rows.length];
    Arrays.setAll(root, sets::find);
    EdgeCollector.Buffer[] met = new EdgeCollector.Buffer[(rows.length + GRAIN - 1) / GRAIN];
    workers.run(
        met.length,
        slice -> {
          met[slice] = new EdgeCollector.Buffer();
          int end = Math.min(rows.length, (slice + 1) * GRAIN);
          int[] some = new int[1 + FOLLOWING];
          for (int place = slice * GRAIN; place < end; place++) {
            measure(some, alike(rows, place, root, some), met[slice]);
          }
        });
    return met;
  }

  /// Writes the vector at a place and those after it that may be near, and returns how many.
  private int alike(int[] rows, int place, int[] root, int[] some) {
    int row = rows[place];
    some[0] = row;
    int count = 1;
    int end = Math.min(rows.length, place + 1 + FOLLOWING);
    for (int next = place + 1; next < end; next++) {
      int other = rows[next];
      if (root[other] != root[row]
          && signatures.apart(row, other) <= Math.min(allowed[row], allowed[other])) {
        some[count++] = other;
      }
    }
    return count;
  }

  private void measure(int[] some, int count, EdgeCollector.Buffer near) {
    if (count == 1) {
      return;
    }
    VectorBlock block = VectorBlock.of(vectors, Arrays.copyOf(some, count));
    for (int i = 1; i < count; i++) {
      double distance = block.distanceUpTo(0, i, bound);
      if (distance <= bound) {
        near.add(some[0], some[i], distance);
      }
    }
  }
}
