package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveTest {
  @Test
  void fit_defaults_isThePublishedCurve() {
    Curve curve = Curve.fit(1, .1);
    assertEquals(1.577, curve.a(), .001);
    assertEquals(.895, curve.b(), .001);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "1,.5", "2,.1", ".5,.5", "5,5"})
  void fit_anyScale_isALocalOptimum(double spread, double minDist) {
    Curve curve = Curve.fit(spread, minDist);
    double best = error(curve.a(), curve.b(), spread, minDist);
    for (double factor : new double[] {.99, 1.01}) {
      assertOrder(best, error(curve.a() * factor, curve.b(), spread, minDist));
      assertOrder(best, error(curve.a(), curve.b() * factor, spread, minDist));
    }
  }

  private static void assertOrder(double best, double other) {
    assertEquals(best, Math.min(best, other), "a neighbour fits better");
  }

  private static double error(double a, double b, double spread, double minDist) {
    double sum = 0;
    for (int i = 0; i < 300; i++) {
      double x = 3 * spread * i / 299;
      double wanted = x < minDist ? 1 : Math.exp(-(x - minDist) / spread);
      sum += Math.pow(wanted - 1 / (1 + a * Math.pow(x, 2 * b)), 2);
    }
    return sum;
  }
}
