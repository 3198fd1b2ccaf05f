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
    Transpose reverse = Transpose.of(graph, k);
    int[] starts = new int[graph.n() + 1];
    Crew.slices(
        threads,
        graph.n(),
        GRAIN,
        Progress.none(),
        () -> {
          Union union = new Union(graph, k, memberships, reverse);
          return (from, to) -> {
            for (int row = from; row < to; row++) {
              starts[row + 1] = union.merge(row);
            }
          };
        });
    for (int row = 0; row < graph.n(); row++) {
      starts[row + 1] = Math.addExact(starts[row], starts[row + 1]);
    }
    int[] tails = new int[starts[graph.n()]];
    float[] weights = new float[tails.length];
    Crew.slices(
        threads,
        graph.n(),
        GRAIN,
        Progress.none(),
        () -> {
          Union union = new Union(graph, k, memberships, reverse);
          return (from, to) -> {
            for (int row = from; row < to; row++) {
              int count = union.merge(row);
              System.arraycopy(union.tails, 0, tails, starts[row], count);
              System.arraycopy(union.weights, 0, weights, starts[row], count);
            }
          };
        });
    return new FuzzyGraph(graph.n(), starts, tails, weights);
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

  /// Who lists a row, ascending, and in which slot.
  private record Transpose(int[] starts, int[] slots) {
    static Transpose of(NeighborGraph graph, int k) {
      int[] starts = new int[graph.n() + 1];
      for (int s = 0; s < graph.n() * k; s++) {
        starts[listed(graph, k, s) + 1]++;
      }
      for (int row = 0; row < graph.n(); row++) {
        starts[row + 1] += starts[row];
      }
      int[] next = starts.clone();
      int[] slots = new int[graph.n() * k];
      for (int s = 0; s < slots.length; s++) {
        slots[next[listed(graph, k, s)]++] = s;
      }
      return new Transpose(starts, slots);
    }

    private static int listed(NeighborGraph graph, int k, int slot) {
      return graph.rows()[slot / k * graph.k() + slot % k];
    }
  }

  /// Merges a row's own memberships with those it has in others: `w = p + q − p·q`.
  private static final class Union {
    private final NeighborGraph graph;
    private final int k;
    private final float[] memberships;
    private final Transpose reverse;
    private final long[] own;
    private int[] tails = new int[64];
    private float[] weights = new float[64];

    Union(NeighborGraph graph, int k, float[] memberships, Transpose reverse) {
      this.graph = graph;
      this.k = k;
      this.memberships = memberships;
      this.reverse = reverse;
      this.own = new long[k];
    }

    int merge(int row) {
      sortOwn(row);
      reserve(k + reverse.starts[row + 1] - reverse.starts[row]);
      int count = 0;
      int o = 0;
      for (int r = reverse.starts[row]; r < reverse.starts[row + 1]; r++) {
        int other = reverse.slots[r] / k;
        while (o < k && tail(o) < other) {
          count = add(count, tail(o), membership(o++));
        }
        float weight = memberships[reverse.slots[r]];
        if (o < k && tail(o) == other) {
          float mine = membership(o++);
          weight = mine + weight - mine * weight;
        }
        count = add(count, other, weight);
      }
      while (o < k) {
        count = add(count, tail(o), membership(o++));
      }
      return count;
    }

    private void sortOwn(int row) {
      for (int s = 0; s < k; s++) {
        own[s] = ((long) graph.rows()[row * graph.k() + s] << 32) | (row * k + s);
      }
      java.util.Arrays.sort(own);
    }

    private int tail(int o) {
      return (int) (own[o] >>> 32);
    }

    private float membership(int o) {
      return memberships[(int) own[o]];
    }

    private int add(int count, int tail, float weight) {
      if (weight <= 0) {
        return count;
      }
      tails[count] = tail;
      weights[count] = weight;
      return count + 1;
    }

    private void reserve(int size) {
      if (size > tails.length) {
        tails = new int[2 * size];
        weights = new float[2 * size];
      }
    }
  }
}
