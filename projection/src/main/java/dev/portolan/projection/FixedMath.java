package dev.portolan.projection;

/// Exponentials and logarithms that return the same bits on every machine.
///
/// Polynomials in plain multiplications and additions, so that a vector of lanes computes exactly
/// what one number does. Absolute error of [#log2] 10⁻⁴, relative error of [#exp2] 8·10⁻⁵: enough
/// for forces, in few steps that wait for each other. Relative error of the double [#exp] 10⁻¹².
final class FixedMath {
  /// The bits of √½: what lies between two powers of it has one exponent.
  static final int ROOT_HALF = 0x3f3504f3;

  static final float LOG2_0 = 1.4417607f;
  static final float LOG2_1 = -0.72490416f;
  static final float LOG2_2 = 0.51750945f;
  static final float LOG2_3 = -0.32962985f;

  /// Added and taken away again, it rounds a float to the nearest whole number.
  static final float ROUND = 12582912f;

  static final float EXP2_0 = 0.99992807f;
  static final float EXP2_1 = 0.693261f;
  static final float EXP2_2 = 0.24261113f;
  static final float EXP2_3 = 0.05517167f;

  private static final double LOG2_E = 1.4426950408889634;
  private static final double[] INVERSE_FACTORIALS = inverseFactorials(14);

  private FixedMath() {}

  /// The binary logarithm of a positive, normal number.
  static float log2(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - ROOT_HALF) >> 23;
    float z = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
    float p = (LOG2_0 + LOG2_1 * z) + (LOG2_2 + LOG2_3 * z) * (z * z);
    return p * z + exponent;
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
