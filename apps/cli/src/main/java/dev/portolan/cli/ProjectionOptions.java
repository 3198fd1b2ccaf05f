package dev.portolan.cli;

import dev.portolan.index.MapOptions;
import dev.portolan.projection.Projection;
import dev.portolan.projection.ProjectionMethod;
import dev.portolan.projection.Projector;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// How positions are found, and the parameters of each way.
final class ProjectionOptions {
  private static final String AUTO = "auto";
  private static final String UMAP = "umap";
  private static final String TSNE = "tsne";
  private static final String PCA = "pca";

  /// What `--projection` may be, with what the class path brings.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              Stream.of(AUTO, UMAP, TSNE, PCA),
              ProjectionMethod.found().stream().map(ProjectionMethod::name))
          .iterator();
    }
  }

  @Option(
      names = "--projection",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description =
          "How positions are found, one of ${COMPLETION-CANDIDATES}; auto (default) chooses by"
              + " size. A jar named in PORTOLAN_CLASSPATH may bring more.")
  private String name = AUTO;

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
    options.projection(
        switch (settled(verb)) {
          case AUTO -> new Projection.Auto();
          case UMAP -> umap();
          case TSNE -> tsne();
          case PCA -> new Projection.Pca();
          case String method -> discovered(method, verb);
        });
  }

  private String settled(CommandLine verb) {
    String asked = name.toLowerCase(Locale.ROOT);
    if (tunesUmap() && !asked.equals(UMAP) && (!asked.equals(AUTO) || tunesTsne())) {
      throw new ParameterException(
          verb,
          "--n-neighbors, --min-dist, --spread, --n-epochs and --negative-samples belong to umap,"
              + " not to "
              + (asked.equals(AUTO) ? TSNE : asked));
    }
    if (tunesTsne() && !asked.equals(TSNE) && !asked.equals(AUTO)) {
      throw new ParameterException(
          verb,
          "--perplexity, --early-exaggeration and --iterations belong to tsne, not to " + asked);
    }
    if (init != null && !List.of(AUTO, UMAP, TSNE).contains(asked)) {
      throw new ParameterException(verb, "--init belongs to umap and tsne, not to " + asked);
    }
    if (!asked.equals(AUTO)) {
      return asked;
    }
    if (tunesTsne()) {
      return TSNE;
    }
    return tunesUmap() || init != null ? UMAP : AUTO;
  }

  private static Projection discovered(String method, CommandLine verb) {
    try {
      Projection found = new Projection.Discovered(method);
      Projector.check(found, 0);
      return found;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          verb, e.getMessage() + "; this command takes jars from PORTOLAN_CLASSPATH", e);
    }
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
