package dev.portolan.projection;

import java.util.Random;

/// Seeded random inputs; the seed is set by `-Dportolan.seed`.
final class TestSeeds {
  static final long SEED = Long.getLong("portolan.seed", 7);

  private TestSeeds() {}

  static float[] gaussian(int count, long salt) {
    Random random = new Random(SEED * 1_000_003 + salt);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /// `clusters` clouds of equal size around random centres.
  static FlatVectors clouds(int n, int d, int clusters, VectorMetric metric, long salt) {
    float[] centres = gaussian(clusters * d, salt);
    float[] values = gaussian(n * d, salt + 1);
    for (int i = 0; i < values.length; i++) {
      values[i] = .5f * values[i] + centres[i / d % clusters * d + i % d];
    }
    return FlatVectors.of(values, d, metric);
  }

  static NeighborGraph graph(LatentVectors vectors, int k) {
    return NeighborSearch.build(
            vectors, Seeds.none(), new NeighborOptions(k, SEED, 2), Progress.none())
        .graph();
  }
}
