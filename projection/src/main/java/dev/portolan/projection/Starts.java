package dev.portolan.projection;

/// Positions to begin an iterative projection from, `[n][dimensions]` row-major.
final class Starts {
  private static final int SAMPLE = 50_000;
  private static final double SETTLED = 1e-5;
  private static final float SIZE = 10f;
  private static final double NOISE = 1e-4;
  private static final double TINY = 1e-4;

  private Starts() {}

  /// The first principal axes of a sample of at most 50,000 rows.
  static float[] pca(
      LatentVectors vectors, int dimensions, long seed, int threads, Progress progress) {
    int[] sample = NeighborSearch.sample(vectors.size(), SAMPLE, seed);
    PrincipalAxes axes =
        PrincipalAxes.of(vectors, sample, dimensions, SETTLED, threads, seed, progress);
    return scaled(axes.project(), seed);
  }

  /// Uniform in `[-10, 10]`.
  static float[] random(int n, int dimensions, long seed) {
    float[] positions = new float[n * dimensions];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (float) (SIZE * (2 * CounterRandom.unit(CounterRandom.hash(seed, i)) - 1));
    }
    return positions;
  }

  /// Scales in place to a standard deviation of 10⁻⁴ in the first dimension of two.
  ///
  /// Paper: Kobak & Berens 2019.
  static float[] tiny(float[] positions) {
    int n = positions.length / 2;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      sum += positions[2 * i];
      squares += (double) positions[2 * i] * positions[2 * i];
    }
    double deviation = Math.sqrt(squares / n - (sum / n) * (sum / n));
    double scale = deviation > 0 ? TINY / deviation : 0;
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (float) (positions[i] * scale);
    }
    return positions;
  }

  /// Scales in place to a largest coordinate of 10 and adds noise that parts equal positions.
  static float[] scaled(float[] positions, long seed) {
    float largest = 0;
    for (float coordinate : positions) {
      largest = Math.max(largest, Math.abs(coordinate));
    }
    float scale = largest > 0 ? SIZE / largest : 0;
    for (int i = 0; i < positions.length; i++) {
      double noise = NOISE * CounterRandom.gaussian(seed + 1, i);
      positions[i] = (float) (positions[i] * scale + noise);
    }
    return positions;
  }
}
