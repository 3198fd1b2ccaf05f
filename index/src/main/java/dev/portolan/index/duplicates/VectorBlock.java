package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorKernel;
import dev.portolan.projection.VectorMetric;

/// Some latent vectors side by side, and the distances between them in double precision.
///
/// Whatever decides who is a duplicate, and who is nearest to a vector that is placed by a metric
/// the store has no graph for, is computed here from the stored floats; the float sum only rules
/// out what is farther by more than its own rounding error. `4·size·d` bytes. Immutable; safe for
/// many threads.
public final class VectorBlock {
  private static final VectorKernel KERNEL = VectorKernel.fastest();

  private final VectorMetric metric;
  private final int d;
  private final float[] values;
  private final double[] squares;
  private final double slack;

  private VectorBlock(VectorMetric metric, int d, float[] values, double[] squares) {
    this.metric = metric;
    this.d = d;
    this.values = values;
    this.squares = squares;
    this.slack = (d + 16) * 0x1p-23;
  }

  public static VectorBlock of(LatentVectors vectors, int[] rows) {
    int d = vectors.dimensions();
    float[] values = new float[Math.multiplyExact(rows.length, d)];
    double[] squares = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      vectors.copy(rows[i], values, i * d);
      squares[i] = dot(values, i * d, values, i * d, d);
    }
    return new VectorBlock(vectors.metric(), d, values, squares);
  }

  public int size() {
    return squares.length;
  }

  double distance(int a, int b) {
    return distance(a, this, b);
  }

  /// The distance to a vector of another block; 0 between equal vectors, 1 from the zero vector.
  double distance(int a, VectorBlock other, int b) {
    return switch (metric) {
      case COSINE -> cosine(a, other, b);
      case EUCLIDEAN -> euclidean(a, other, b);
    };
  }

  double distanceUpTo(int a, int b, double limit) {
    return distanceUpTo(a, this, b, limit);
  }

  /// The distance where it is at most `limit`, otherwise infinity.
  public double distanceUpTo(int a, VectorBlock other, int b, double limit) {
    if (surelyBeyond(a, other, b, limit)) {
      return Double.POSITIVE_INFINITY;
    }
    double distance = distance(a, other, b);
    return distance <= limit ? distance : Double.POSITIVE_INFINITY;
  }

  /// The distance as one that keeps the triangle inequality: the angle for cosine.
  double span(int a, int b) {
    return span(distance(a, b));
  }

  double span(double distance) {
    return metric == VectorMetric.COSINE
        ? Math.acos(Math.clamp(1 - distance, -1.0, 1.0))
        : distance;
  }

  /// A distance that no vector whose span is at most this exceeds, rounding included.
  double surelyWithin(double span) {
    return switch (metric) {
      case COSINE -> 1 - Math.cos(Math.min(Math.PI, span * (1 + 1e-8) + 1e-6)) + 1e-12;
      case EUCLIDEAN -> span * (1 + 1e-8);
    };
  }

  /// Whether one span exceeds another by more than rounding may have added.
  boolean surelyLonger(double span, double limit) {
    double rounding = metric == VectorMetric.COSINE ? 1e-7 : 0;
    return span > limit + rounding + 1e-9 * (span + limit);
  }

  private boolean surelyBeyond(int a, VectorBlock other, int b, double limit) {
    return switch (metric) {
      case COSINE -> {
        float dot = KERNEL.dot(values, a * d, other.values, b * d, d);
        yield dot < (1 - limit - slack) * Math.sqrt(squares[a] * other.squares[b]);
      }
      case EUCLIDEAN -> {
        float square = KERNEL.squaredDistance(values, a * d, other.values, b * d, d);
        yield square > limit * limit * (1 + slack) && square < Float.POSITIVE_INFINITY;
      }
    };
  }

  private double cosine(int a, VectorBlock other, int b) {
    double product = squares[a] * other.squares[b];
    if (product == 0) {
      return squares[a] == other.squares[b] ? 0 : 1;
    }
    double dot = dot(values, a * d, other.values, b * d, d);
    return Math.clamp(1 - dot / Math.sqrt(product), 0.0, 2.0);
  }

  private double euclidean(int a, VectorBlock other, int b) {
    float[] x = values;
    float[] y = other.values;
    double sum = 0;
    for (int i = a * d, j = b * d, end = i + d; i < end; i++, j++) {
      double difference = (double) x[i] - y[j];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static double dot(float[] x, int a, float[] y, int b, int d) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < d; i += 2) {
      even += (double) x[a + i] * y[b + i];
      odd += (double) x[a + i + 1] * y[b + i + 1];
    }
    return i < d ? even + odd + (double) x[a + i] * y[b + i] : even + odd;
  }
}
