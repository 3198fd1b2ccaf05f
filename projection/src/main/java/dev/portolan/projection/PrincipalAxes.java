package dev.portolan.projection;

/// The directions in which vectors vary most.
///
/// Found by subspace iteration on the covariance, which is never formed: one pass over the rows
/// multiplies it with a block of `count + 6` directions. Row sums are kept per slice of the rows
/// and added in order, so the result does not depend on threads. Each axis has length 1 and its
/// largest component is positive; where vectors vary in fewer directions, the rest are zero. Paper:
/// Rutishauser 1970 (simultaneous iteration with Ritz acceleration).
final class PrincipalAxes {
  private static final int EXTRA = 6;
  private static final int SLICES = 64;
  private static final int MAX_PASSES = 500;

  private final LatentVectors vectors;
  private final VectorKernel kernel = VectorKernel.fastest();
  private final int[] sample;
  private final int d;
  private final int count;
  private final int threads;
  private final float[] mean;
  private float[][] basis;

  private PrincipalAxes(LatentVectors vectors, int[] sample, int count, int threads, long seed) {
    this.vectors = vectors;
    this.sample = sample;
    this.d = vectors.dimensions();
    this.count = count;
    this.threads = threads;
    this.mean = mean();
    double[][] start = new double[Math.min(d, count + EXTRA)][d];
    for (int j = 0; j < start.length; j++) {
      for (int i = 0; i < d; i++) {
        start[j][i] = CounterRandom.gaussian(seed, (long) j * d + i);
      }
    }
    SmallEigen.orthonormalize(start);
    this.basis = floats(start);
  }

  /// The first `count` axes of the vectors in the rows `sample`.
  ///
  /// @param settled iteration ends when no axis turns by more than this: `1 − |cos|`
  static PrincipalAxes of(
      LatentVectors vectors,
      int[] sample,
      int count,
      double settled,
      int threads,
      long seed,
      Progress progress) {
    PrincipalAxes axes = new PrincipalAxes(vectors, sample, count, threads, seed);
    double turn = Double.POSITIVE_INFINITY;
    for (int pass = 0; pass < MAX_PASSES && turn > settled && sample.length > 1; pass++) {
      turn = axes.improve();
      progress.check();
      progress.advance(pass, MAX_PASSES);
    }
    axes.fixSigns();
    return axes;
  }

  /// `[n][count]`, row-major: every row's coordinates along the axes, relative to the mean.
  float[] project() {
    int n = vectors.size();
    float[] coordinates = new float[n * count];
    Crew.slices(
        threads,
        n,
        1024,
        Progress.none(),
        () -> {
          float[] values = new float[d];
          return (from, to) -> {
            for (int row = from; row < to; row++) {
              centre(row, values);
              for (int j = 0; j < Math.min(count, basis.length); j++) {
                coordinates[row * count + j] = along(values, j);
              }
            }
          };
        });
    return coordinates;
  }

  /// One pass: multiplies the basis with the covariance, then turns it onto its Ritz axes.
  private double improve() {
    double[][] image = multiply();
    double[][] old = doubles(basis);
    int p = old.length;
    double[][] inner = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        inner[i][j] = (SmallEigen.dot(old[i], image[j]) + SmallEigen.dot(old[j], image[i])) / 2;
      }
    }
    double[][] turned = SmallEigen.combine(SmallEigen.vectors(inner), image);
    SmallEigen.orthonormalize(turned);
    basis = floats(turned);
    double turn = 0;
    for (int j = 0; j < Math.min(count, p); j++) {
      turn = Math.max(turn, 1 - Math.abs(SmallEigen.dot(old[j], turned[j])));
    }
    return turn;
  }

  /// Covariance times basis, up to the factor `1 / rows`.
  private double[][] multiply() {
    int p = basis.length;
    float[][][] sums = new float[SLICES][p][d];
    Crew.slices(
        threads,
        SLICES,
        1,
        Progress.none(),
        () ->
            (from, to) -> {
              for (int s = from; s < to; s++) {
                addSlice(s, sums[s]);
              }
            });
    double[][] image = new double[p][d];
    for (int j = 0; j < p; j++) {
      for (int s = 0; s < SLICES; s++) {
        for (int i = 0; i < d; i++) {
          image[j][i] += sums[s][j][i];
        }
      }
    }
    return image;
  }

  private void addSlice(int slice, float[][] sums) {
    int end = (int) ((slice + 1L) * sample.length / SLICES);
    float[] values = new float[d];
    for (int s = (int) ((long) slice * sample.length / SLICES); s < end; s++) {
      centre(sample[s], values);
      for (int j = 0; j < basis.length; j++) {
        addScaled(sums[j], along(values, j), values);
      }
    }
  }

  /// A row relative to the mean: component by component, as products of vectors far from the origin
  /// would cancel each other.
  private void centre(int row, float[] values) {
    vectors.copy(row, values, 0);
    for (int i = 0; i < d; i++) {
      values[i] -= mean[i];
    }
  }

  private float along(float[] values, int axis) {
    return kernel.dot(values, 0, basis[axis], 0, d);
  }

  private static void addScaled(float[] sums, float factor, float[] values) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * values[i];
    }
  }

  private float[] mean() {
    double[] sums = new double[d];
    float[] values = new float[d];
    for (int row : sample) {
      vectors.copy(row, values, 0);
      for (int i = 0; i < d; i++) {
        sums[i] += values[i];
      }
    }
    float[] mean = new float[d];
    for (int i = 0; i < d; i++) {
      mean[i] = (float) (sums[i] / Math.max(1, sample.length));
    }
    return mean;
  }

  private void fixSigns() {
    for (float[] axis : basis) {
      float largest = 0;
      for (float component : axis) {
        largest = Math.abs(component) > Math.abs(largest) ? component : largest;
      }
      for (int i = 0; largest < 0 && i < d; i++) {
        axis[i] = -axis[i];
      }
    }
  }

  private static float[][] floats(double[][] rows) {
    float[][] floats = new float[rows.length][];
    for (int j = 0; j < rows.length; j++) {
      floats[j] = new float[rows[j].length];
      for (int i = 0; i < rows[j].length; i++) {
        floats[j][i] = (float) rows[j][i];
      }
    }
    return floats;
  }

  private static double[][] doubles(float[][] rows) {
    double[][] doubles = new double[rows.length][];
    for (int j = 0; j < rows.length; j++) {
      doubles[j] = new double[rows[j].length];
      for (int i = 0; i < rows[j].length; i++) {
        doubles[j][i] = rows[j][i];
      }
    }
    return doubles;
  }
}
