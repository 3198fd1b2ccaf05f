package dev.portolan.projection;

import java.util.Set;
import java.util.regex.Pattern;

/// How positions are found, with every parameter that decides them.
public sealed interface Projection {
  /// Below this many data [Auto] uses the algorithms for small data.
  int SMALL = 50_000;

  /// The projection with every open choice made for `n` data: what is computed, and stored.
  default Projection settle(int n) {
    return switch (this) {
      case Umap umap -> umap.settleEpochs(n);
      case Tsne tsne -> tsne.settleFor(n);
      case Pca pca -> pca;
      case Discovered discovered -> discovered;
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
  /// @param init where positions begin
  record Umap(
      int nNeighbors, float minDist, float spread, int nEpochs, int negativeSamples, Init init)
      implements Projection {
    public Umap {
      require(
          "umap", nNeighbors >= 2, "nNeighbors", nNeighbors, "at least 2: the datum itself counts");
      require("umap", spread > 0 && spread < Float.MAX_VALUE, "spread", spread, "a number above 0");
      require(
          "umap",
          minDist >= 0 && minDist <= spread,
          "minDist",
          minDist,
          "between 0 and spread " + spread);
      require("umap", nEpochs >= 0, "nEpochs", nEpochs, "at least 1, or 0 to choose by size");
      require(
          "umap",
          negativeSamples >= 1 && negativeSamples <= 32,
          "negativeSamples",
          negativeSamples,
          "between 1 and 32");
      require("umap", init != null, "init", init, "PCA or RANDOM");
    }

    /// 15 neighbours, minDist 0.1, spread 1, epochs by size, 5 negative samples, PCA init.
    public static Umap defaults() {
      return new Umap(15, .1f, 1f, 0, 5, Init.PCA);
    }

    private Umap settleEpochs(int n) {
      int epochs = nEpochs > 0 ? nEpochs : epochsFor(n);
      return new Umap(nNeighbors, minDist, spread, epochs, negativeSamples, init);
    }

    private static int epochsFor(int n) {
      if (n <= 10_000) {
        return 500;
      }
      return n <= 250_000 ? 200 : Math.max(50, (int) (200 * Math.sqrt(250_000.0 / n)));
    }
  }

  /// t-distributed stochastic neighbour embedding.
  ///
  /// Papers: van der Maaten & Hinton 2008; learning rate Belkina et al. 2019; init Kobak & Berens
  /// 2019.
  ///
  /// @param perplexity how many neighbours a datum has in effect, at least 1; three times as many
  ///   are looked at, so settling lowers it to a third of the other data where that is less
  /// @param earlyExaggeration by what attractions are multiplied at first, at least 1
  /// @param iterations moves of all data; 0 chooses
  /// @param learningRate length of a move; 0 chooses by size
  /// @param init where positions begin
  record Tsne(
      float perplexity, float earlyExaggeration, int iterations, float learningRate, Init init)
      implements Projection {
    private static final int ITERATIONS = 750;
    private static final int EARLY = 250;
    private static final float LEAST_RATE = 200;

    public Tsne {
      require(
          "tsne",
          perplexity >= 1 && perplexity < Float.MAX_VALUE,
          "perplexity",
          perplexity,
          "a number of at least 1");
      require(
          "tsne",
          earlyExaggeration >= 1 && earlyExaggeration < Float.MAX_VALUE,
          "earlyExaggeration",
          earlyExaggeration,
          "a number of at least 1");
      require("tsne", iterations >= 0, "iterations", iterations, "at least 1, or 0 to choose");
      require(
          "tsne",
          learningRate >= 0 && learningRate < Float.MAX_VALUE,
          "learningRate",
          learningRate,
          "a number above 0, or 0 to choose by size");
      require("tsne", init != null, "init", init, "PCA or RANDOM");
    }

    /// Perplexity 30, exaggeration 12, iterations and learning rate chosen, PCA init.
    public static Tsne defaults() {
      return new Tsne(30, 12, 0, 0, Init.PCA);
    }

    /// How many neighbours are looked at among `n` data.
    public int neighbors(int n) {
      return (int) Math.max(0, Math.min(n - 1, 3 * (double) perplexity));
    }

    /// How many of the iterations are exaggerated: 250, a third where there are fewer than 750.
    int earlyIterations() {
      return Math.min(EARLY, iterations / 3);
    }

    private Tsne settleFor(int n) {
      return new Tsne(
          Math.max(1, Math.min(perplexity, (n - 1) / 3f)),
          earlyExaggeration,
          iterations > 0 ? iterations : ITERATIONS,
          learningRate > 0 ? learningRate : Math.max(LEAST_RATE, n / earlyExaggeration),
          init);
    }
  }

  /// The first two principal axes.
  record Pca() implements Projection {}

  /// A [ProjectionMethod] found on the class path, with the parameters that are its own.
  ///
  /// It is looked for when a map is built, not before: what was built with one is read where it is
  /// not.
  ///
  /// @param method its name: lower-case letters, digits and hyphens
  record Discovered(String method) implements Projection {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Set<String> OWN = Set.of("umap", "tsne", "pca", "auto");

    public Discovered {
      if (method == null || !NAME.matcher(method).matches() || OWN.contains(method)) {
        throw new IllegalArgumentException(
            "'%s' names no projection of the class path; lower-case letters, digits and hyphens do, umap, tsne, pca and auto are built in"
                .formatted(method));
      }
    }
  }

  /// The choice by size.
  record Auto() implements Projection {}

  /// Where an iterative projection begins.
  enum Init {
    /// The first principal axes, scaled to 10; for t-SNE to a standard deviation of 10⁻⁴.
    PCA,
    /// Uniform in `[-10, 10]`; for t-SNE with a standard deviation of 10⁻⁴.
    RANDOM
  }

  private static void require(
      String projection, boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "projection " + projection + ": " + name + " is " + value + "; give " + rule);
    }
  }
}
