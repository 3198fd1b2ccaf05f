package dev.portolan.projection;

/// The similarity of two positions at distance δ on a map: `1 / (1 + a·δ^(2b))`.
///
/// Fitted to a plateau of 1 up to `minDist` that decays with scale `spread` beyond it, over 300
/// points of `[0, 3·spread]`. Paper: McInnes, Healy, Melville 2018, arXiv 1802.03426.
///
/// @param a steepness
/// @param b half the exponent
record Curve(float a, float b) {
  private static final int POINTS = 300;
  private static final int STEPS = 200;

  /// The least-squares fit, by Levenberg and Marquardt's method from a = b = 1.
  static Curve fit(double spread, double minDist) {
    double a = 1;
    double b = 1;
    double damping = 1e-3;
    double error = new Residuals(a, b, spread, minDist).squares;
    for (int step = 0; step < STEPS && damping < 1e12; step++) {
      Residuals at = new Residuals(a, b, spread, minDist);
      double aa = at.aa * (1 + damping);
      double bb = at.bb * (1 + damping);
      double determinant = aa * bb - at.ab * at.ab;
      double nextA = a + (bb * at.a - at.ab * at.b) / determinant;
      double nextB = b + (aa * at.b - at.ab * at.a) / determinant;
      double nextError =
          nextA > 0 && nextB > 0
              ? new Residuals(nextA, nextB, spread, minDist).squares
              : Double.POSITIVE_INFINITY;
      if (nextError < error) {
        a = nextA;
        b = nextB;
        error = nextError;
        damping /= 10;
      } else {
        damping *= 10;
      }
    }
    return new Curve((float) a, (float) b);
  }

  /// Sums over the 300 points: squared residuals, normal matrix and gradient.
  private static final class Residuals {
    private double squares;
    private double aa;
    private double ab;
    private double bb;
    private double a;
    private double b;

    Residuals(double a, double b, double spread, double minDist) {
      for (int i = 0; i < POINTS; i++) {
        double x = 3 * spread * i / (POINTS - 1);
        double wanted = x < minDist ? 1 : StrictMath.exp(-(x - minDist) / spread);
        double power = x == 0 ? 0 : StrictMath.pow(x, 2 * b);
        double value = 1 / (1 + a * power);
        double byA = -value * value * power;
        double byB = x == 0 ? 0 : byA * a * 2 * StrictMath.log(x);
        double residual = wanted - value;
        squares += residual * residual;
        aa += byA * byA;
        ab += byA * byB;
        bb += byB * byB;
        this.a += byA * residual;
        this.b += byB * residual;
      }
    }
  }
}
