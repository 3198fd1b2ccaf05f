package dev.portolan.benchmarks.scale;

import dev.portolan.Dataset;
import dev.portolan.Hit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Median cosine distances of a sample to its nearest and its fifteenth neighbour: whether drawn
/// vectors lie as real ones do.
record NeighborDistances(double nearest, double fifteenth) {
  private static final int SAMPLE = 500;
  private static final int K = 15;

  static NeighborDistances of(RealVectors real, long seed) {
    int[] rows = sample(real.count(), seed);
    return new NeighborDistances(
        median(Arrays.stream(rows).mapToDouble(row -> real.distance(row, 0)).toArray()),
        median(Arrays.stream(rows).mapToDouble(row -> real.distance(row, K - 1)).toArray()));
  }

  static NeighborDistances of(Dataset drawn, int n, long seed) {
    double[] nearest = new double[SAMPLE];
    double[] fifteenth = new double[SAMPLE];
    int[] rows = sample(n, seed);
    for (int i = 0; i < SAMPLE; i++) {
      List<Hit> hits = drawn.searchById(Mixture.id(rows[i])).k(K).run();
      nearest[i] = hits.getFirst().distance();
      fifteenth[i] = hits.getLast().distance();
    }
    return new NeighborDistances(median(nearest), median(fifteenth));
  }

  String text() {
    return String.format(Locale.ROOT, "%.3f / %.3f", nearest, fifteenth);
  }

  private static int[] sample(int n, long seed) {
    return new SplittableRandom(seed).ints(SAMPLE, 0, n).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
