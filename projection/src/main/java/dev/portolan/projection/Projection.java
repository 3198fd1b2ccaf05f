package dev.portolan.projection;

/// How positions are found, with every parameter that decides them.
public sealed interface Projection {
  /// Below this many data [Auto] uses the algorithms for small data.
  int SMALL = 50_000;

  /// The projection with every open choice made for `n` data: what is computed, and stored.
  default Projection settle(int n) {
    return switch (this) {
      case Umap umap -> umap.settleEpochs(n);
      case Pca pca -> pca;
      case Auto auto -> Umap.defaults().settleEpochs(n);
    };
  }

  /// Uniform manifold approximation and projection.
  ///
  /// Paper: McInnes, Healy, Melville 2018, arXiv 1802.03426.
  ///
  /// @param nNeighbors neighbours per datum, itself counted; small shows detail, large the whole;
  ///   at least 2
  /// @param minDist how close positions may come, in `[0, spread]`
  /// @param spread the scale of the map, above 0
  /// @param nEpochs passes over the graph; 0 chooses by size
  /// @param negativeSamples repulsions per attraction, 1 to 32
  /// @param start where positions begin
  record Umap(
      int nNeighbors, float minDist, float spread, int nEpochs, int negativeSamples, Start start)
      implements Projection {
    public Umap {
      require(nNeighbors >= 2, "nNeighbors", nNeighbors, "at least 2: the datum itself counts");
      require(spread > 0 && spread < Float.MAX_VALUE, "spread", spread, "a number above 0");
      require(
          minDist >= 0 && minDist <= spread, "minDist", minDist, "between 0 and spread " + spread);
      require(nEpochs >= 0, "nEpochs", nEpochs, "at least 1, or 0 to choose by size");
      require(
          negativeSamples >= 1 && negativeSamples <= 32,
          "negativeSamples",
          negativeSamples,
          "between 1 and 32");
      require(start != null, "start", start, "PCA or RANDOM");
    }

    /// 15 neighbours, minDist 0.1, spread 1, epochs by size, 5 negative samples, PCA start.
    public static Umap defaults() {
      return new Umap(15, .1f, 1f, 0, 5, Start.PCA);
    }

    private Umap settleEpochs(int n) {
      int epochs = nEpochs > 0 ? nEpochs : epochsFor(n);
      return new Umap(nNeighbors, minDist, spread, epochs, negativeSamples, start);
    }

    private static int epochsFor(int n) {
      if (n <= 10_000) {
        return 500;
      }
      return n <= 250_000 ? 200 : Math.max(50, (int) (200 * Math.sqrt(250_000.0 / n)));
    }
  }

  /// The first two principal axes.
  record Pca() implements Projection {}

  /// The choice by size.
  record Auto() implements Projection {}

  /// Where an iterative projection begins.
  enum Start {
    /// The first principal axes, scaled to 10.
    PCA,
    /// Uniform in `[-10, 10]`.
    RANDOM
  }

  private static void require(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "projection umap: " + name + " is " + value + "; give " + rule);
    }
  }
}
