package dev.portolan.projection;

/// The turn, mirror, scale and shift that lay one set of places on another as well as can be: least
/// squares over pairs. `O(n)`.
///
/// In the plane a turn with a scale is the multiplication by a complex number, and mirroring is
/// conjugation before it, so the best of both is found in closed form. Paper: Gower 1975,
/// *Generalized Procrustes analysis*.
public final class Procrustes {
  private final boolean mirrored;
  private final double re;
  private final double im;
  private final double[] from;
  private final double[] to;

  private Procrustes(boolean mirrored, double re, double im, double[] from, double[] to) {
    this.mirrored = mirrored;
    this.re = re;
    this.im = im;
    this.from = from;
    this.to = to;
  }

  /// @param x `[n]`, places to be moved
  /// @param y `[n]`
  /// @param ontoX `[n]`, where each should come
  /// @param ontoY `[n]`
  public static Procrustes of(float[] x, float[] y, float[] ontoX, float[] ontoY) {
    double[] from = {mean(x), mean(y)};
    double[] to = {mean(ontoX), mean(ontoY)};
    double spread = 0;
    double[] straight = new double[2];
    double[] mirror = new double[2];
    for (int i = 0; i < x.length; i++) {
      double a = x[i] - from[0];
      double b = y[i] - from[1];
      double c = ontoX[i] - to[0];
      double d = ontoY[i] - to[1];
      spread += a * a + b * b;
      straight[0] += a * c + b * d;
      straight[1] += a * d - b * c;
      mirror[0] += a * c - b * d;
      mirror[1] += a * d + b * c;
    }
    boolean mirrored =
        mirror[0] * mirror[0] + mirror[1] * mirror[1]
            > straight[0] * straight[0] + straight[1] * straight[1];
    double[] best = mirrored ? mirror : straight;
    boolean known = spread > 0 && best[0] * best[0] + best[1] * best[1] > 0;
    return new Procrustes(
        known && mirrored, known ? best[0] / spread : 1, known ? best[1] / spread : 0, from, to);
  }

  /// The places after it; those of other data move along.
  public Positions apply(Positions positions) {
    float[] x = new float[positions.size()];
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      double a = positions.x()[i] - from[0];
      double b = (positions.y()[i] - from[1]) * (mirrored ? -1 : 1);
      x[i] = (float) (re * a - im * b + to[0]);
      y[i] = (float) (im * a + re * b + to[1]);
    }
    return new Positions(x, y, positions.projection(), positions.edges());
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }
}
