package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.cli.demo.WordNetNouns;
import dev.portolan.cli.demo.WordNetNouns.Noun;
import dev.portolan.explorer.api.Served;
import dev.portolan.index.MapOptions;
import dev.portolan.minilm.MiniLm;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo`: the whole way from texts to a map one can question, on nouns of WordNet.
@Command(
    name = "demo",
    description = {
      "Shows Portolan at work on the noun definitions of WordNet 3.1.",
      "",
      "Embeds the definitions in this process, builds the map, and shows what it found: topics,"
          + " three searches, duplicates. Nothing is fetched. The database stays, to be played"
          + " with; running the demo again makes its dataset anew. In a terminal it then serves the"
          + " web map until Ctrl-C."
    },
    footer = {
      "  portolan demo",
      "  portolan demo --size 5000",
      "  portolan demo --all --db wordnet.portolan"
    })
final class DemoVerb implements Callable<Integer> {
  static final String DATASET = "wordnet";

  @ParentCommand private Main portolan;

  @Option(
      names = "--db",
      paramLabel = "DIR",
      description = "Where the database goes; ./portolan-demo unless said.")
  private Path directory = Path.of("portolan-demo");

  @ArgGroup private Size size = new Size();

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random; default 7.")
  private long seed = MapOptions.DEFAULT_SEED;

  @Option(names = "--threads", paramLabel = "N", description = "Threads that compute.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--serve",
      negatable = true,
      description = "Serve the web map at the end, until Ctrl-C; in a terminal it does.")
  private Boolean serve;

  /// How many nouns.
  static final class Size {
    @Option(names = "--all", description = "All 82,192 nouns.")
    private boolean all;

    @Option(names = "--size", paramLabel = "N", description = "So many; default 20000.")
    private int nouns = 20_000;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    portolan.cancellation().watch("run the demo again to see it whole");
    long started = System.nanoTime();
    FreshDatabase before = FreshDatabase.before(directory);
    try (Portolan db = Portolan.open(directory)) {
      try (MiniLm model = MiniLm.open()) {
        Dataset dataset = importNouns(db, model);
        EmbeddingMap map = buildMap(dataset);
        new DemoTour(portolan.terminal(), dataset, model).show(map);
      }
      DemoTour.next(portolan.terminal(), directory, Figures.since(started));
      if (serve == null ? portolan.terminal().outShown() : serve) {
        serve(db);
      }
    } finally {
      before.removeIfEmpty();
    }
    return 0;
  }

  private void serve(Portolan db) throws InterruptedException {
    portolan.terminal().say();
    portolan.terminal().say(portolan.terminal().bold("The web map"));
    new Serving(portolan, null, false)
        .untilCancelled(
            new Served(
                db,
                Serving.name(directory),
                false,
                Serving.model(),
                null,
                null,
                new Served.Start(DATASET, null)));
  }

  private Dataset importNouns(Portolan db, MiniLm model) {
    Terminal terminal = portolan.terminal();
    long started = System.nanoTime();
    List<Noun> nouns = size.all ? WordNetNouns.all() : WordNetNouns.sample(size.nouns, seed);
    terminal.say(
        terminal.bold("Portolan demo")
            + ": %s noun definitions of WordNet 3.1".formatted(Figures.count(nouns.size())));
    terminal.say();
    terminal.flush();
    try (Progress progress = new Progress(terminal)) {
      float[][] vectors = embed(nouns, model, progress);
      if (db.datasets().contains(DATASET)) {
        db.delete(DATASET);
      }
      Loading loading = new Loading(progress, portolan.cancellation(), "importing", nouns.size());
      Dataset dataset =
          db.create(
              DATASET, schema(model), Optional.of(model.name()), data(nouns, vectors), loading);
      progress.finish();
      terminal.say(
          "  imported  %s data (lemma, definition, category), embedded by %s, in %s"
              .formatted(Figures.count(dataset.count()), model.name(), Figures.since(started)));
      terminal.flush();
      return dataset;
    }
  }

  private float[][] embed(List<Noun> nouns, MiniLm model, Progress progress) {
    List<String> texts = nouns.stream().map(Noun::definition).toList();
    return model.embedAll(
        texts,
        threads,
        done -> {
          portolan.cancellation().check();
          progress.show("embedding", "definitions", done, texts.size());
        });
  }

  private static Schema schema(MiniLm model) {
    return Schema.builder()
        .category("lemma")
        .text("definition")
        .category("category")
        .latent(model.dimensions(), Metric.COSINE)
        .build();
  }

  private static List<Datum> data(List<Noun> nouns, float[][] vectors) {
    List<Datum> data = new ArrayList<>(nouns.size());
    for (int i = 0; i < vectors.length; i++) {
      Noun noun = nouns.get(i);
      data.add(
          new Datum(
              noun.id(),
              Map.of(
                  "lemma", noun.lemma(),
                  "definition", noun.definition(),
                  "category", noun.category()),
              vectors[i]));
    }
    return data;
  }

  private EmbeddingMap buildMap(Dataset dataset) {
    Terminal terminal = portolan.terminal();
    long started = System.nanoTime();
    MapOptions options = MapOptions.builder().seed(seed).threads(threads).build();
    try (Progress progress = new Progress(terminal)) {
      EmbeddingMap map =
          dataset.buildMap(options, new BuildProgress(progress, portolan.cancellation()));
      progress.finish();
      terminal.say(
          "  mapped    %s topics, %s, trustworthiness %s, in %s"
              .formatted(
                  Figures.count(map.topics().tree().topics().size()),
                  Figures.count(
                      map.report().duplicates().clusters(),
                      "cluster of duplicates",
                      "clusters of duplicates"),
                  Figures.figure(map.report().quality().trustworthiness()),
                  Figures.since(started)));
      terminal.flush();
      return map;
    }
  }
}
