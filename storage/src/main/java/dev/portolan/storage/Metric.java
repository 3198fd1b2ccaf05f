package dev.portolan.storage;

/// How far apart two latent vectors are, in the unit every distance and cutoff of a dataset is
/// given in.
///
/// Distances are computed in double from the stored floats. Immutable; safe for many threads.
public enum Metric {
  /// `1 − cos(a, b)`, in `[0, 2]`. The store keeps unit vectors and the norm beside them.
  COSINE {
    @Override
    public double distance(float[] a, float[] b) {
      // Side by side, since each sum waits for its own additions alone.
      double both = 0;
      double ofA = 0;
      double ofB = 0;
      for (int i = 0; i < a.length; i++) {
        both += (double) a[i] * b[i];
        ofA += (double) a[i] * a[i];
        ofB += (double) b[i] * b[i];
      }
      return Math.max(0, 1 - both / Math.sqrt(ofA * ofB));
    }
  },
  /// `√Σ(a−b)²`.
  EUCLIDEAN {
    @Override
    public double distance(float[] a, float[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        double difference = (double) a[i] - b[i];
        sum += difference * difference;
      }
      return Math.sqrt(sum);
    }
  },
  /// `−a·b`: the larger the inner product, the nearer. Maps and duplicates of such a dataset use
  /// cosine.
  DOT {
    @Override
    public double distance(float[] a, float[] b) {
      return -dot(a, b);
    }
  };

  public abstract double distance(float[] a, float[] b);

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
