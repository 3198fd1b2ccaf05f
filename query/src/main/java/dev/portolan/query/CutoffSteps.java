package dev.portolan.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The cutoffs of a curve: round numbers, about 16 of them.
final class CutoffSteps {
  private static final int STEPS = 15;

  private CutoffSteps() {}

  /// Ascending, both 0 and the ceiling among them, and the map's own cutoff where it is below.
  static double[] upTo(double ceiling, double own) {
    TreeSet<Double> cutoffs = new TreeSet<>(List.of(0.0, ceiling));
    if (own <= ceiling) {
      cutoffs.add(own);
    }
    BigDecimal step = roundStep(ceiling / STEPS);
    BigDecimal next = step;
    while (next.doubleValue() < ceiling) {
      cutoffs.add(next.doubleValue());
      next = next.add(step);
    }
    return cutoffs.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /// The least of 1, 2 and 5 times a power of ten that is no less.
  private static BigDecimal roundStep(double least) {
    if (!(least > 0)) {
      return BigDecimal.ONE;
    }
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(least)));
    return Stream.of(1, 2, 5, 10)
        .map(times -> power.multiply(BigDecimal.valueOf(times)))
        .filter(step -> step.doubleValue() >= least)
        .findFirst()
        .orElse(power.multiply(BigDecimal.TEN));
  }
}
