package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedMathTest {
  @ParameterizedTest
  @ValueSource(floats = {-.5f, -.105f, 0, .3f, 1})
  void power_overItsRange_withinItsError(float power) {
    for (double x = 1e-18; x < 1e18; x *= 1.0137) {
      double expected = Math.pow((float) x, power);
      double error = .031 * Math.abs(power) + 1e-4;
      assertEquals(1, FixedMath.power((float) x, power) / expected, error, x + "^" + power);
    }
  }

  @Test
  void exp2_overItsRange_withinItsError() {
    for (float x = -100; x < 100; x += .0137f) {
      assertEquals(1, FixedMath.exp2(x) / Math.pow(2, x), 8e-5, "2^" + x);
    }
  }

  @Test
  void exp_belowZero_withinItsError() {
    for (double x = -690; x <= 0; x += .0137) {
      assertEquals(1, FixedMath.exp(x) / Math.exp(x), 1e-12, "e^" + x);
    }
    assertEquals(0, FixedMath.exp(Double.NEGATIVE_INFINITY));
  }
}
