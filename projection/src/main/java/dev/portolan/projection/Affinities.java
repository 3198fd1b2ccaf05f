package dev.portolan.projection;

import java.util.Arrays;

/// How strongly rows attract each other in t-SNE, symmetric, in compressed rows.
///
/// A row's neighbours get `p(j|i) = exp(−β·d²) / Σ`, β chosen so that their entropy is that of
/// `perplexity` equal neighbours, or of a third of those in the row's own island where these are
/// fewer: all others of a small island would weigh the same, and the best map of them is a point.
/// An edge weighs `(p(j|i) + p(i|j)) / 2`, so that all edges of both directions sum to `n`. The
/// squared distance of unit vectors is twice their cosine distance, so the latter stands for it.
/// Rows are filled up with edges of weight 0 to themselves, to whole groups of [#LANES]. Paper: van
/// der Maaten & Hinton 2008.
///
/// @param n number of rows
/// @param starts `[n+1]`, multiples of [#LANES]
/// @param tails `[starts[n]]`, each in `[0, n)`
/// @param weights `[starts[n]]`
record Affinities(int n, int[] starts, int[] tails, float[] weights) {
  static final int LANES = 8;

  private static final int STEPS = 100;
  private static final double TOLERANCE = 1e-5;

  /// By what one step of Newton's may multiply β: where neighbours are as good as equally far, it
  /// knows no bounds.
  private static final double LEAP = 8;

  private static final int GRAIN = 256;

  /// The affinities over the first `k` neighbours of every row.
  ///
  /// @param islands how many rows each row's island has, itself among them
  static Affinities of(
      NeighborGraph graph,
      int[] islands,
      int k,
      float perplexity,
      VectorMetric metric,
      int threads) {
    float[] shares = new float[graph.n() * k];
    float most = Math.min(perplexity, k);
    Crew.slices(
        threads,
        graph.n(),
        GRAIN,
        Progress.none(),
        () -> {
          Row row = new Row(new double[k], new double[k]);
          return (from, to) -> {
            for (int i = from; i < to; i++) {
              row.read(graph, i, metric);
              row.spread(StrictMath.log(Math.clamp((islands[i] - 1) / 3f, 1, Math.max(1, most))));
              row.write(shares, i * k);
            }
          };
        });
    return padded(SymmetricRows.of(graph, k, shares, (p, q) -> (p + q) / 2, threads));
  }

  private static Affinities padded(SymmetricRows rows) {
    int n = rows.n();
    int[] starts = new int[n + 1];
    for (int i = 0; i < n; i++) {
      int degree = rows.starts()[i + 1] - rows.starts()[i];
      starts[i + 1] = Math.addExact(starts[i], (degree + LANES - 1) / LANES * LANES);
    }
    int[] tails = new int[starts[n]];
    float[] weights = new float[starts[n]];
    for (int i = 0; i < n; i++) {
      int degree = rows.starts()[i + 1] - rows.starts()[i];
      System.arraycopy(rows.tails(), rows.starts()[i], tails, starts[i], degree);
      System.arraycopy(rows.weights(), rows.starts()[i], weights, starts[i], degree);
      Arrays.fill(tails, starts[i] + degree, starts[i + 1], i);
    }
    return new Affinities(n, starts, tails, weights);
  }

  /// One row: squared distances less the least of them, and what each neighbour gets.
  private record Row(double[] squares, double[] shares) {
    void read(NeighborGraph graph, int row, VectorMetric metric) {
      for (int s = 0; s < squares.length; s++) {
        double distance = graph.distances()[row * graph.k() + s];
        squares[s] = metric == VectorMetric.COSINE ? distance : distance * distance;
      }
      double least = Arrays.stream(squares).min().orElse(0);
      for (int s = 0; s < squares.length; s++) {
        squares[s] -= least;
      }
    }

    /// Finds β by Newton's method, kept between bounds that bisection would have.
    void spread(double entropy) {
      double low = 0;
      double high = Double.POSITIVE_INFINITY;
      double mean = Arrays.stream(squares).average().orElse(0);
      double beta = mean > 0 ? 1 / mean : 1;
      for (int step = 0; step < STEPS; step++) {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int s = 0; s < squares.length; s++) {
          double share = FixedMath.exp(-beta * squares[s]);
          shares[s] = share;
          sum += share;
          first += share * squares[s];
          second += share * squares[s] * squares[s];
        }
        first /= sum;
        double excess = StrictMath.log(sum) + beta * first - entropy;
        if (Math.abs(excess) < TOLERANCE) {
          return;
        }
        low = excess > 0 ? beta : low;
        high = excess > 0 ? high : beta;
        double newton = beta + excess / (beta * (second / sum - first * first));
        double farthest = Math.min(high, LEAP * beta);
        if (newton > low && newton < farthest) {
          beta = newton;
        } else {
          beta = high == Double.POSITIVE_INFINITY ? 2 * beta : (low + high) / 2;
        }
      }
    }

    void write(float[] target, int offset) {
      double sum = Arrays.stream(shares).sum();
      for (int s = 0; s < shares.length; s++) {
        target[offset + s] = (float) (shares[s] / sum);
      }
    }
  }
}
