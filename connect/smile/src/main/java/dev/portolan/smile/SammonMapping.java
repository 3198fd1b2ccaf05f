package dev.portolan.smile;

import dev.portolan.projection.Portion;
import dev.portolan.projection.Progress;
import java.util.SplittableRandom;

/// `sammon`: distances on the map come close to those of the data, small ones counting more.
///
/// Smile's, from the positions of [ClassicalScaling] moved by a hair, so that no two agree. `16·n²`
/// bytes and up to 100 steps over all pairs, on one thread. The same vectors and seed give the same
/// bits. Cancelled between two steps.
///
/// Paper: Sammon 1969.
public final class SammonMapping extends PairwiseMethod {
  private static final int STEPS = 100;
  private static final double STEP = .2;
  private static final double HAIR = 1e-4;

  /// Nearer rows than this share of the largest distance count as if they were so far apart;
  /// without a bound the nearest two decide the map.
  private static final double LEAST = 1e-6;

  @Override
  public String name() {
    return "sammon";
  }

  @Override
  public String about() {
    return "Smile, at most %d steps from classical scaling".formatted(STEPS);
  }

  @Override
  float[] place(AllPairs pairs, long seed, Progress progress) {
    double[][] distances = pairs.atLeast(LEAST);
    double[][] start = Scaling.of(pairs.distances(), new Portion(progress, 0, .3));
    SplittableRandom random = new SplittableRandom(seed);
    for (double[] position : start) {
      position[0] += HAIR * pairs.largest() * (random.nextDouble() - .5);
      position[1] += HAIR * pairs.largest() * (random.nextDouble() - .5);
    }
    try (StepReport report = new StepReport(new Portion(progress, .3, 1), STEPS)) {
      var options = new smile.manifold.SammonMapping.Options(2, STEP, STEPS, 1e-4, 1e-3, report);
      return RowMajor.of(smile.manifold.SammonMapping.fit(distances, start, options).coordinates());
    }
  }
}
