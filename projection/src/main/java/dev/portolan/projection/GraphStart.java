package dev.portolan.projection;

/// First positions read off the graph alone: random ones, smoothed along its edges.
///
/// Each step moves every row half-way to the weighted mean of its neighbours and keeps the
/// dimensions apart and centred, which walks towards the graph's slowest-varying functions (the
/// Laplacian eigenmap) without having to arrive there. Paper: Belkin & Niyogi 2003.
final class GraphStart {
  private static final int STEPS = 60;
  private static final int APART = 5;
  private static final int GRAIN = 1024;

  private GraphStart() {}

  /// `[n][dimensions]`, scaled so that the largest coordinate is 10, plus a little noise.
  static float[] of(FuzzyGraph graph, int dimensions, long seed, int threads, Progress progress) {
    int n = graph.n();
    float[] degrees = degrees(graph);
    float[] from = new float[n * dimensions];
    for (int i = 0; i < from.length; i++) {
      from[i] = (float) CounterRandom.gaussian(seed, i);
    }
    for (int step = 0; step < STEPS; step++) {
      progress.check();
      if (step % APART == 0) {
        separate(from, degrees, dimensions);
      }
      from = smooth(graph, degrees, from, dimensions, threads);
    }
    separate(from, degrees, dimensions);
    return Starts.scaled(from, seed);
  }

  private static float[] smooth(
      FuzzyGraph graph, float[] degrees, float[] from, int dimensions, int threads) {
    float[] to = new float[from.length];
    Crew.slices(
        threads,
        graph.n(),
        GRAIN,
        Progress.none(),
        () -> {
          float[] sums = new float[dimensions];
          return (first, end) -> {
            for (int row = first; row < end; row++) {
              smoothRow(graph, degrees[row], from, row, sums, to);
            }
          };
        });
    return to;
  }

  private static void smoothRow(
      FuzzyGraph graph, float degree, float[] from, int row, float[] sums, float[] to) {
    int dimensions = sums.length;
    java.util.Arrays.fill(sums, 0);
    for (int e = graph.starts()[row]; e < graph.starts()[row + 1]; e++) {
      for (int c = 0; c < dimensions; c++) {
        sums[c] += graph.weights()[e] * from[graph.tails()[e] * dimensions + c];
      }
    }
    for (int c = 0; c < dimensions; c++) {
      float own = from[row * dimensions + c];
      to[row * dimensions + c] = degree == 0 ? own : (own + sums[c] / degree) / 2;
    }
  }

  /// Makes the dimensions orthogonal to a constant and to each other, weighted by degree.
  private static void separate(float[] positions, float[] degrees, int dimensions) {
    int n = degrees.length;
    for (int c = 0; c < dimensions; c++) {
      double total = 0;
      double sum = 0;
      for (int row = 0; row < n; row++) {
        total += degrees[row];
        sum += degrees[row] * positions[row * dimensions + c];
      }
      double mean = total == 0 ? 0 : sum / total;
      for (int row = 0; row < n; row++) {
        positions[row * dimensions + c] -= (float) mean;
      }
      for (int before = 0; before < c; before++) {
        double share = inner(positions, degrees, dimensions, before, c);
        for (int row = 0; row < n; row++) {
          positions[row * dimensions + c] -= (float) (share * positions[row * dimensions + before]);
        }
      }
      double length = Math.sqrt(inner(positions, degrees, dimensions, c, c));
      for (int row = 0; row < n && length > 0; row++) {
        positions[row * dimensions + c] /= (float) length;
      }
    }
  }

  private static double inner(float[] positions, float[] degrees, int dimensions, int a, int b) {
    double sum = 0;
    for (int row = 0; row < degrees.length; row++) {
      sum +=
          (double) degrees[row] * positions[row * dimensions + a] * positions[row * dimensions + b];
    }
    return sum;
  }

  private static float[] degrees(FuzzyGraph graph) {
    float[] degrees = new float[graph.n()];
    for (int row = 0; row < graph.n(); row++) {
      for (int e = graph.starts()[row]; e < graph.starts()[row + 1]; e++) {
        degrees[row] += graph.weights()[e];
      }
    }
    return degrees;
  }
}
