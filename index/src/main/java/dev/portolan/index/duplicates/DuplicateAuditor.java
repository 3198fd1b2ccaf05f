package dev.portolan.index.duplicates;

import dev.portolan.projection.ExactNeighbors;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// Takes the distances of sampled data to all others and counts the duplicate pairs not found.
///
/// It asks for distances only through [#visitor], so that one brute force can serve it together
/// with others. Visitors may be used by one thread each, at the same time.
public final class DuplicateAuditor {
  private final LatentVectors vectors;
  private final double cutoff;
  private final int[] component;
  private final int[] sample;
  private final int[] queryOf;
  private final LongAdder pairs = new LongAdder();
  private final LongAdder missed = new LongAdder();

  /// @param sample unique vectors; what comes again is counted once
  public DuplicateAuditor(DuplicateInput input, Duplicates duplicates, int[] sample) {
    this.vectors = input.vectors();
    this.cutoff = duplicates.searched() ? duplicates.cutoff() : -1;
    this.sample = sample;
    component = input.copies().uniqueRows();
    for (int unique = 0; unique < component.length; unique++) {
      component[unique] = duplicates.component()[component[unique]];
    }
    queryOf = new int[component.length];
    Arrays.fill(queryOf, -1);
    for (int query = sample.length - 1; query >= 0; query--) {
      queryOf[sample[query]] = query;
    }
  }

  /// Takes the distances of the sample's vectors to all unique vectors.
  public ExactNeighbors.Visitor visitor() {
    return this::visit;
  }

  /// What was counted so far; nothing where duplicates were not searched.
  public DuplicateAudit result() {
    int distinct = (int) Arrays.stream(queryOf).filter(query -> query >= 0).count();
    return new DuplicateAudit(cutoff < 0 ? 0 : distinct, pairs.sum(), missed.sum());
  }

  private void visit(int query, float[] distances) {
    int a = sample[query];
    if (cutoff < 0 || queryOf[a] != query) {
      return;
    }
    for (int b = 0; b < distances.length; b++) {
      boolean counted = b == a || (queryOf[b] >= 0 && b < a);
      if (!counted && within(a, b, distances[b])) {
        pairs.increment();
        if (component[a] != component[b]) {
          missed.increment();
        }
      }
    }
  }

  /// Float sums decide where rounding cannot change the answer, double ones elsewhere.
  private boolean within(int a, int b, float distance) {
    double slack = vectors.metric() == VectorMetric.COSINE ? 1e-4 : 1e-3 * cutoff;
    if (Math.abs(distance - cutoff) > slack) {
      return distance < cutoff;
    }
    return VectorBlock.of(vectors, new int[] {a, b}).distance(0, 1) <= cutoff;
  }
}
