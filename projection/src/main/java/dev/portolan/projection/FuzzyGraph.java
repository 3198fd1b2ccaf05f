package dev.portolan.projection;

/// The fuzzy simplicial set of a neighbour graph: who belongs to whose surroundings, and how much.
///
/// Symmetric, in compressed rows: the edges of `i` are `starts[i] … starts[i+1]-1`, tails
/// ascending, weights in `(0, 1]`. ρ is a row's distance to its nearest other, σ is chosen so that
/// its memberships `exp(−max(0, d−ρ)/σ)` sum to log₂ k. Paper: arXiv 1802.03426, §3.1.
///
/// @param n number of rows
/// @param starts `[n+1]`
/// @param tails `[starts[n]]`, each in `[0, n)`
/// @param weights `[starts[n]]`
record FuzzyGraph(int n, int[] starts, int[] tails, float[] weights) {
  private static final int BISECTIONS = 64;
  private static final double TOLERANCE = 1e-5;
  private static final double MIN_SCALE = 1e-3;
  private static final int GRAIN = 1024;

  /// The graph over the first `nNeighbors − 1` neighbours of every row (the row itself counts).
  static FuzzyGraph of(NeighborGraph graph, int nNeighbors, int threads) {
    int k = Math.min(nNeighbors - 1, graph.k());
    float[] memberships = memberships(graph, k, threads);
    SymmetricRows union = SymmetricRows.of(graph, k, memberships, (p, q) -> p + q - p * q, threads);
    return new FuzzyGraph(union.n(), union.starts(), union.tails(), union.weights());
  }

  /// `[n][k]`: how much each neighbour belongs to its row.
  static float[] memberships(NeighborGraph graph, int k, int threads) {
    double globalMean = mean(graph, k);
    float[] memberships = new float[graph.n() * k];
    Crew.slices(
        threads,
        graph.n(),
        GRAIN,
        Progress.none(),
        () ->
            (from, to) -> {
              for (int row = from; row < to; row++) {
                fillMemberships(graph, k, row, globalMean, memberships);
              }
            });
    return memberships;
  }

  private static void fillMemberships(
      NeighborGraph graph, int k, int row, double globalMean, float[] memberships) {
    float[] distances = graph.distances();
    int first = row * graph.k();
    double rho = 0;
    double sum = 0;
    for (int s = first + k - 1; s >= first; s--) {
      rho = distances[s] > 0 ? distances[s] : rho;
      sum += distances[s];
    }
    double floor = MIN_SCALE * (rho > 0 ? sum / (k + 1) : globalMean);
    double sigma = Math.max(floor, sigma(distances, first, k, rho));
    for (int s = 0; s < k; s++) {
      double beyond = distances[first + s] - rho;
      memberships[row * k + s] =
          beyond <= 0 || sigma == 0 ? 1f : (float) FixedMath.exp(-beyond / sigma);
    }
  }

  private static double sigma(float[] distances, int first, int k, double rho) {
    double target = StrictMath.log(k + 1) / StrictMath.log(2);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double sigma = 1;
    for (int step = 0; step < BISECTIONS; step++) {
      double sum = 0;
      for (int s = first; s < first + k; s++) {
        double beyond = distances[s] - rho;
        sum += beyond > 0 ? FixedMath.exp(-beyond / sigma) : 1;
      }
      if (Math.abs(sum - target) < TOLERANCE) {
        break;
      }
      if (sum > target) {
        high = sigma;
        sigma = (low + high) / 2;
      } else {
        low = sigma;
        sigma = high == Double.POSITIVE_INFINITY ? sigma * 2 : (low + high) / 2;
      }
    }
    return sigma;
  }

  /// The mean distance, every row's zero distance to itself counted as the paper's authors do.
  private static double mean(NeighborGraph graph, int k) {
    double sum = 0;
    for (int row = 0; row < graph.n(); row++) {
      for (int s = row * graph.k(); s < row * graph.k() + k; s++) {
        sum += graph.distances()[s];
      }
    }
    return graph.n() == 0 ? 0 : sum / ((double) graph.n() * (k + 1));
  }
}
