package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.MapOptions;
import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.index.duplicates.Retention;
import dev.portolan.index.topics.Coverage;
import dev.portolan.index.topics.TopicSpace;
import dev.portolan.projection.VectorMetric;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `map`: builds a map over a dataset and publishes it.
@Command(
    name = "map",
    description = {
      "Builds a map over a dataset: positions, topics, duplicates.",
      "",
      "The same data and the same seed give the same map, with any number of threads. An older"
          + " map of that name stays until the new one is whole, also when the build is cancelled."
    },
    footer = {
      "  portolan map my.portolan posts",
      "  portolan map my.portolan posts --n-neighbors 30 --min-dist 0.05 --seed 1",
      "  portolan map my.portolan images --cutoff 30%% --no-topics",
      "  portolan map my.portolan posts --cutoff 0.05 --retain highest:votes",
      "  portolan map my.portolan posts --map axes --projection pca",
      "  portolan map my.portolan posts --map tsne --projection tsne --perplexity 50",
      "  portolan map my.portolan images --metric cosine --negative-samples 10 --init random"
    })
final class MapVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatasetArgument dataset;
  @Mixin private MapOption map;

  @Mixin private ProjectionOptions projection;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random; default 7.")
  private long seed = MapOptions.DEFAULT_SEED;

  @Option(names = "--threads", paramLabel = "N", description = "Threads that compute.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--metric",
      paramLabel = "cosine|euclidean",
      description =
          "The distance that neighbours, positions, topics and duplicates are found by; the"
              + " dataset's own unless said, cosine for dot.")
  private VectorMetric metric;

  @Option(
      names = "--cutoff",
      paramLabel = "X|N%|off",
      converter = CutoffConverter.class,
      description =
          "How near duplicates are: a distance, a share of the median neighbour distance, or off;"
              + " default 0.1 for cosine and off for euclidean.")
  private DuplicateCutoff cutoff = new DuplicateCutoff.Default();

  @Option(
      names = "--retain",
      paramLabel = "RULE",
      converter = RetentionConverter.class,
      description =
          "Who of a cluster of duplicates stays: oldest (default), newest, highest:COLUMN,"
              + " lowest:COLUMN or longest:COLUMN.")
  private Retention retention = new Retention.Oldest();

  @Option(
      names = "--exact-duplicates",
      description =
          "Compare all pairs, for at most 100,000 data; otherwise an audit says how many were"
              + " found.")
  private boolean exactDuplicates;

  @Option(
      names = "--label-field",
      paramLabel = "COLUMN",
      description = "The text column that labels topics; the first one unless said.")
  private String labelField;

  @Option(names = "--no-topics", description = "Look for no topics.")
  private boolean noTopics;

  @Option(
      names = "--topic-depths",
      paramLabel = "N",
      description = "Levels of the topic tree at most; default 3.")
  private Integer topicDepths;

  @Option(
      names = "--topic-coverage",
      paramLabel = "partial|full",
      description =
          "Whether data that belong nowhere clearly stay without a topic (partial, the default).")
  private Coverage topicCoverage = Coverage.PARTIAL;

  @Option(
      names = "--topic-space",
      paramLabel = "graph|map",
      description =
          "Where topics are looked for: among neighbours (graph, the default), or on the map as"
              + " the eye does.")
  private TopicSpace topicSpace = TopicSpace.GRAPH;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Earlier generations that stay, to roll back to; default 2.")
  private Integer keep;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    portolan.cancellation().watch("the dataset and its maps are as they were");
    MapOptions options = options();
    long started = System.nanoTime();
    try (Portolan db = dataset.open();
        Progress progress = new Progress(portolan.terminal())) {
      Dataset data = db.dataset(dataset.name());
      EmbeddingMap built =
          data.buildMap(map.name(), options, new BuildProgress(progress, portolan.cancellation()));
      progress.finish();
      if (json.wanted()) {
        new JsonAnswer()
            .with("dataset", dataset.name())
            .with("map", map.name())
            .with("generation", built.generation())
            .with("report", built.report())
            .print(portolan.terminal());
      } else {
        tell(built, started);
      }
    }
    return 0;
  }

  /// @throws ParameterException naming the option, its value and what it may be
  private MapOptions options() {
    MapOptions.Builder options = MapOptions.builder();
    try {
      projection.addTo(options, spec.commandLine());
      if (topicDepths != null) {
        options.topicDepths(topicDepths);
      }
      if (keep != null) {
        options.keepGenerations(keep);
      }
      return options
          .labelField(labelField)
          .metric(metric)
          .topics(!noTopics)
          .topicCoverage(topicCoverage)
          .topicSpace(topicSpace)
          .duplicates(cutoff)
          .retain(retention)
          .exactDuplicates(exactDuplicates)
          .seed(seed)
          .threads(threads)
          .build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), OptionNames.in(e.getMessage(), spec), e);
    }
  }

  private void tell(EmbeddingMap built, long started) {
    Terminal terminal = portolan.terminal();
    terminal.say(
        "%s: map '%s' of %s in %s"
            .formatted(
                terminal.bold(dataset.name()),
                map.name(),
                Figures.count(built.report().data()) + " data",
                Figures.since(started)));
    ReportText.of(built.report()).print(terminal);
    String which = map.name().equals(Dataset.DEFAULT_MAP) ? "" : " --map " + map.name();
    terminal.say(
        "next: %s %s %s %s%s"
            .formatted(
                ShellWord.portolan(),
                built.report().topics().depths() > 0 ? "topics" : "quality",
                ShellWord.of(dataset.directory()),
                ShellWord.of(dataset.name()),
                which));
  }

  /// Reads who is retained as the user writes it.
  static final class RetentionConverter implements ITypeConverter<Retention> {
    @Override
    public Retention convert(String value) {
      try {
        return Retention.of(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /// Reads a cutoff as the user writes it.
  static final class CutoffConverter implements ITypeConverter<DuplicateCutoff> {
    @Override
    public DuplicateCutoff convert(String value) {
      try {
        if (value.equals("off")) {
          return new DuplicateCutoff.Off();
        }
        return value.endsWith("%")
            ? new DuplicateCutoff.ShareOfMedian(
                Double.parseDouble(value.substring(0, value.length() - 1)) / 100)
            : new DuplicateCutoff.Absolute(Double.parseDouble(value));
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'%s' is no cutoff; give a distance such as 0.1, a share such as 30%%, or off"
                .formatted(value));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
