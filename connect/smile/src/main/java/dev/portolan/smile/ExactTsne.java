package dev.portolan.smile;

import dev.portolan.projection.Progress;
import java.util.Arrays;
import smile.manifold.TSNE;
import smile.math.MathEx;

/// `exact-tsne`: t-SNE with all pairs attracting and repelling each other.
///
/// Smile's, with perplexity 30 (a third of the other rows where that is less) and its full number
/// of steps. `24·n²` bytes and 1,000 steps over all pairs, on the common pool. The same vectors and
/// seed give the same bits for any number of threads on one machine; the seed is that of Smile's
/// generator of the calling thread. Cancelled every ten steps, and so later than elsewhere: at
/// 5,000 rows ten steps take seconds.
///
/// Paper: van der Maaten & Hinton 2008.
public final class ExactTsne extends PairwiseMethod {
  private static final int STEPS = 1_000;
  private static final double PERPLEXITY = 30;
  private static final double EXAGGERATION = 12;
  private static final double LEAST_RATE = 200;

  @Override
  public String name() {
    return "exact-tsne";
  }

  @Override
  public String about() {
    return "Smile, perplexity %.0f, %,d iterations".formatted(PERPLEXITY, STEPS);
  }

  @Override
  float[] place(AllPairs pairs, long seed, Progress progress) {
    double[][] squares = squares(pairs);
    MathEx.setSeed(seed);
    try (StepReport report = new StepReport(progress, STEPS)) {
      return RowMajor.of(TSNE.fit(squares, options(squares.length, report)).coordinates());
    }
  }

  /// Squared distances, of each row in the unit of its own mean: the width of a row's kernel is
  /// chosen for it, and Smile's search for one ends in NaN where numbers are large. Uses `pairs`
  /// up.
  private static double[][] squares(AllPairs pairs) {
    for (double[] row : pairs.distances()) {
      Arrays.setAll(row, j -> row[j] * row[j]);
      double mean = Arrays.stream(row).average().orElse(0);
      Arrays.setAll(row, j -> mean > 0 ? row[j] / mean : 0);
    }
    return pairs.distances();
  }

  /// Smile's defaults. Its early end looks at a sum whose last bits depend on the number of
  /// threads, and is switched off.
  private static TSNE.Options options(int n, StepReport report) {
    double perplexity = Math.max(2, Math.min(PERPLEXITY, (n - 1) / 3.));
    double rate = Math.max(LEAST_RATE, n / EXAGGERATION);
    return new TSNE.Options(
        2, perplexity, rate, EXAGGERATION, STEPS, STEPS, 1e-7, .5, .8, 250, .01, report);
  }
}
