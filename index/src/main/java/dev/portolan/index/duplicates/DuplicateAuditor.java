package dev.portolan.index.duplicates;

import dev.portolan.projection.ExactNeighbors;
import dev.portolan.projection.HeapVectors;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import java.util.SplittableRandom;
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
  private final boolean[] sampled;
  private final LongAdder pairs = new LongAdder();
  private final LongAdder missed = new LongAdder();

  /// @param sample unique vectors, each at most once
  public DuplicateAuditor(DuplicateInput input, Duplicates duplicates, int[] sample) {
    this.vectors = input.vectors();
    this.cutoff = duplicates.cutoff();
    this.sample = sample;
    component = input.copies().uniqueRows();
    for (int unique = 0; unique < component.length; unique++) {
      component[unique] = duplicates.component()[component[unique]];
    }
    sampled = new boolean[component.length];
    for (int unique : sample) {
      sampled[unique] = true;
    }
  }

  /// The sample of unique vectors that fits their number: 2,000 up to 100,000, 300 from 700,000.
  public static int[] sample(int unique, long seed) {
    int size = Math.min(unique, Math.clamp(200_000_000L / Math.max(1, unique), 300, 2000));
    SplittableRandom random = new SplittableRandom(seed);
    int[] all = new int[unique];
    for (int i = 0; i < unique; i++) {
      all[i] = i;
    }
    int[] sample = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i, unique);
      sample[i] = all[other];
      all[other] = all[i];
    }
    return sample;
  }

  /// Audits with a brute force of its own over [#sample].
  public static DuplicateAudit audit(
      DuplicateInput input, Duplicates duplicates, long seed, Progress progress) {
    if (!duplicates.searched()) {
      return new DuplicateAudit(0, 0, 0);
    }
    int[] sample = sample(input.vectors().size(), seed);
    DuplicateAuditor auditor = new DuplicateAuditor(input, duplicates, sample);
    HeapVectors heap = HeapVectors.of(input.vectors(), input.threads());
    ExactNeighbors.scan(heap, sample, input.threads(), progress, auditor::visitor);
    return auditor.result();
  }

  /// Takes the distances of the sample's vectors to all unique vectors.
  public ExactNeighbors.Visitor visitor() {
    return this::visit;
  }

  /// What was counted so far.
  public DuplicateAudit result() {
    return new DuplicateAudit(sample.length, pairs.sum(), missed.sum());
  }

  private void visit(int query, float[] distances) {
    int a = sample[query];
    for (int b = 0; b < distances.length; b++) {
      boolean counted = b == a || (sampled[b] && b < a);
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
