package dev.portolan.projection;

/// Exponentials and powers that return the same bits on every machine.
///
/// Plain multiplications and additions, so that a vector of lanes computes exactly what one number
/// does. Relative error of [#exp2] 8·10⁻⁵, of the double [#exp] 10⁻¹². [#power] is rough, in few
/// steps that wait for each other: its logarithm is a straight line between two powers of two.
final class FixedMath {
  /// The bits of one, and of the .043 that halves the largest error of the straight line.
  static final int ROUGH_ONE = 0x3f800000 - 360_000;

  /// Takes the bits of a float, as a number, to its logarithm.
  static final float ROUGH_SCALE = 0x1p-23f;

  /// Added and taken away again, it rounds a float to the nearest whole number.
  static final float ROUND = 12582912f;

  static final float EXP2_0 = 0.99992807f;
  static final float EXP2_1 = 0.693261f;
  static final float EXP2_2 = 0.24261113f;
  static final float EXP2_3 = 0.05517167f;

  private static final double LOG2_E = 1.4426950408889634;
  private static final double[] INVERSE_FACTORIALS = inverseFactorials(14);

  private FixedMath() {}

  /// `x` to a small power, for positive, normal `x`: relative error `.031·|power| + 10⁻⁴`.
  static float power(float x, float power) {
    return exp2((float) (Float.floatToRawIntBits(x) - ROUGH_ONE) * (power * ROUGH_SCALE));
  }

  /// Two to the power `x`, for `x` in `[-120, 120]`.
  static float exp2(float x) {
    float rounded = x + ROUND;
    float f = x - (rounded - ROUND);
    float p = (EXP2_0 + EXP2_1 * f) + (EXP2_2 + EXP2_3 * f) * (f * f);
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(rounded) << 23));
  }

  /// e to the power `x ≤ 0`; 0 below −700.
  static double exp(double x) {
    if (x < -700) {
      return 0;
    }
    double whole = Math.rint(x * LOG2_E);
    double f = (x * LOG2_E - whole) * 0.6931471805599453;
    double p = 0;
    for (int i = INVERSE_FACTORIALS.length - 1; i >= 0; i--) {
      p = p * f + INVERSE_FACTORIALS[i];
    }
    return p * Double.longBitsToDouble(((long) whole + 1023) << 52);
  }

  private static double[] inverseFactorials(int count) {
    double[] inverse = new double[count];
    inverse[0] = 1;
    for (int i = 1; i < count; i++) {
      inverse[i] = inverse[i - 1] / i;
    }
    return inverse;
  }
}
