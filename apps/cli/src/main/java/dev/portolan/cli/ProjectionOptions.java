package dev.portolan.cli;

import dev.portolan.index.MapOptions;
import dev.portolan.projection.Projection;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// How positions are found, and the parameters of each way.
final class ProjectionOptions {
  /// What `--projection` may be.
  enum Kind {
    AUTO,
    UMAP,
    TSNE,
    PCA
  }

  @Option(
      names = "--projection",
      paramLabel = "auto|umap|tsne|pca",
      description = "How positions are found; auto (default) chooses by size.")
  private Kind kind = Kind.AUTO;

  @Option(
      names = "--n-neighbors",
      paramLabel = "N",
      description = "umap: small shows detail, large the whole; default 15.")
  private Integer neighbors;

  @Option(
      names = "--min-dist",
      paramLabel = "X",
      description = "umap: how close positions may come; default 0.1.")
  private Float minDist;

  @Option(names = "--spread", paramLabel = "X", description = "umap: the scale; default 1.")
  private Float spread;

  @Option(
      names = "--n-epochs",
      paramLabel = "N",
      description = "umap: passes over the neighbour graph; by size unless said.")
  private Integer epochs;

  @Option(
      names = "--negative-samples",
      paramLabel = "N",
      description = "umap: repulsions per attraction, 1 to 32; default 5.")
  private Integer negativeSamples;

  @Option(
      names = "--perplexity",
      paramLabel = "X",
      description = "tsne: how many neighbours a datum has in effect; default 30.")
  private Float perplexity;

  @Option(
      names = "--early-exaggeration",
      paramLabel = "X",
      description = "tsne: by what attractions are multiplied at first; default 12.")
  private Float earlyExaggeration;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "tsne: moves of all data; default 750.")
  private Integer iterations;

  @Option(
      names = "--init",
      paramLabel = "pca|random",
      description = "umap, tsne: where positions begin; default pca.")
  private Projection.Init init;

  /// Adds the projection asked for, or the one that the parameters given belong to.
  ///
  /// @throws ParameterException when a parameter belongs to another projection
  /// @throws IllegalArgumentException when a parameter is out of its range
  void addTo(MapOptions.Builder options, CommandLine verb) {
    switch (settled(verb)) {
      case AUTO -> options.projection(new Projection.Auto());
      case UMAP -> options.projection(umap());
      case TSNE -> options.projection(tsne());
      case PCA -> options.projection(new Projection.Pca());
    }
  }

  private Kind settled(CommandLine verb) {
    if (tunesUmap() && kind != Kind.UMAP && (kind != Kind.AUTO || tunesTsne())) {
      throw new ParameterException(
          verb,
          "--n-neighbors, --min-dist, --spread, --n-epochs and --negative-samples belong to umap,"
              + " not to "
              + (kind == Kind.PCA ? "pca" : "tsne"));
    }
    if (tunesTsne() && kind != Kind.TSNE && kind != Kind.AUTO) {
      throw new ParameterException(
          verb,
          "--perplexity, --early-exaggeration and --iterations belong to tsne, not to "
              + (kind == Kind.PCA ? "pca" : "umap"));
    }
    if (init != null && kind == Kind.PCA) {
      throw new ParameterException(verb, "--init belongs to umap and tsne, not to pca");
    }
    if (kind != Kind.AUTO) {
      return kind;
    }
    if (tunesTsne()) {
      return Kind.TSNE;
    }
    return tunesUmap() || init != null ? Kind.UMAP : Kind.AUTO;
  }

  private boolean tunesUmap() {
    return neighbors != null
        || minDist != null
        || spread != null
        || epochs != null
        || negativeSamples != null;
  }

  private boolean tunesTsne() {
    return perplexity != null || earlyExaggeration != null || iterations != null;
  }

  private Projection umap() {
    Projection.Umap defaults = Projection.Umap.defaults();
    return new Projection.Umap(
        neighbors == null ? defaults.nNeighbors() : neighbors,
        minDist == null ? defaults.minDist() : minDist,
        spread == null ? defaults.spread() : spread,
        epochs == null ? defaults.nEpochs() : epochs,
        negativeSamples == null ? defaults.negativeSamples() : negativeSamples,
        init == null ? defaults.init() : init);
  }

  private Projection tsne() {
    Projection.Tsne defaults = Projection.Tsne.defaults();
    return new Projection.Tsne(
        perplexity == null ? defaults.perplexity() : perplexity,
        earlyExaggeration == null ? defaults.earlyExaggeration() : earlyExaggeration,
        iterations == null ? defaults.iterations() : iterations,
        defaults.learningRate(),
        init == null ? defaults.init() : init);
  }
}
