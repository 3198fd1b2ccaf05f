package dev.portolan.benchmarks.topics;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.benchmarks.Folder;
import dev.portolan.benchmarks.Machine;
import dev.portolan.benchmarks.scale.RealVectors;
import dev.portolan.exchange.NpyFile;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildReport;
import dev.portolan.index.MapOptions;
import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.index.topics.Coverage;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicSpace;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.Projection;
import dev.portolan.query.MapTopics;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.LabelWords;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import dev.portolan.storage.TextAnalysis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import smile.clustering.CentroidClustering;
import smile.clustering.KMeans;
import smile.math.MathEx;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Topics of the labelled real sets beside their labels, and how well they are named.
///
/// Usage: `benchmarks/run topics [--trees] [SET…]` or `benchmarks/run topics --scale N` from the
/// repository's root; wants the text sets of `../shared/data`. One set of parameters for all of
/// them.
public final class TopicsRun {
  private static final Path DATA = Path.of("../shared/data");
  private static final Path RESULT = Path.of("benchmarks/results/topics.md");
  private static final Path SCALE_RESULT = Path.of("benchmarks/results/topics-scale.md");
  private static final JsonMapper JSON = new JsonMapper();
  private static final LabelWords LABEL_WORDS = LabelWords.of(TextAnalysis.STANDARD);
  private static final int TOP_WORDS = 10;

  private static final List<TopicSet> SETS =
      List.of(
          new TopicSet("newsgroups20", "text", "label_l2"),
          new TopicSet("stackoverflow20k", "text", "label_name"),
          new TopicSet("banking77", "text", "label"),
          new TopicSet("papers", "title", "field"));

  private record TopicSet(String name, String text, String label) {}

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder peers = new StringBuilder();
  private final StringBuilder kept = new StringBuilder();
  private final boolean trees;

  private TopicsRun(boolean trees) {
    this.trees = trees;
  }

  public static void main(String[] args) throws IOException {
    List<String> wanted = Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList();
    Path work = Files.createTempDirectory("portolan-topics");
    try {
      if (args.length == 2 && args[0].equals("--scale")) {
        List<String> texts = new ArrayList<>();
        for (String set : RealVectors.SETS) {
          TopicSet of =
              SETS.stream().filter(each -> each.name().equals(set)).findFirst().orElseThrow();
          documents(of).forEach(datum -> texts.add(datum.path(of.text()).asString()));
        }
        String told = TopicScale.of(Integer.parseInt(args[1]), texts, work);
        System.out.print(told);
        Files.writeString(SCALE_RESULT, told);
        return;
      }
      TopicsRun run = new TopicsRun(Arrays.asList(args).contains("--trees"));
      run.head();
      for (TopicSet set : SETS) {
        if (wanted.isEmpty() || wanted.contains(set.name())) {
          run.of(set, work.resolve(set.name()));
        }
      }
      run.tail();
      System.out.print(run.out);
      if (wanted.isEmpty()) {
        Files.writeString(RESULT, run.out);
      }
    } finally {
      Folder.delete(work);
    }
  }

  private void head() {
    out.append("# Topics beside known labels\n\n");
    out.append("%s. %s%n%n".formatted(Machine.describe(), LocalDate.now()));
    out.append(
        """
        AMI: adjusted mutual information (over the mean of the two entropies, as scikit-learn) with the labels of the set, over assigned
        data, and over all data with the unassigned as one group. NPMI and diversity of the ten most telling
        single words of each topic. Parameters are the defaults.

        | set | coverage, space | depth | topics | coverage | AMI assigned | AMI all | NPMI | diversity | topics + labels, s |
        |---|---|---|---|---|---|---|---|---|---|
        """);
  }

  private void tail() {
    out.append(
        """

        ## Beside k-means
        Smile's, on the vectors turned to length 1, told the number of classes; all data.

        | set | method | AMI all |
        |---|---|---|
        """);
    out.append(peers);
    out.append(
        """

        ## A twentieth of the data replaced
        Share of the topics that keep their id in a rebuild, the same by data, and the median Jaccard of the kept ones over the
        data of both.

        | set | topics | kept | by data | Jaccard |
        |---|---|---|---|---|
        """);
    out.append(kept);
  }

  private void of(TopicSet set, Path directory) throws IOException {
    List<JsonNode> documents = documents(set);
    float[][] vectors = NpyFile.vectors(DATA.resolve(set.name()).resolve("vectors_f16.npy.gz"));
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset =
          db.create(
              set.name(),
              Schema.builder().latent(vectors[0].length, Metric.COSINE).text("text").build());
      List<Datum> data = new ArrayList<>();
      for (int i = 0; i < vectors.length; i++) {
        data.add(
            Datum.of("d" + i, vectors[i])
                .with("text", documents.get(i).path(set.text()).asString()));
      }
      dataset.load(data, DataStore.LoadProgress.none());
      int[] labels = numbers(documents.stream().map(d -> d.path(set.label()).asString()).toList());
      List<Set<String>> words =
          documents.stream().map(d -> words(d.path(set.text()).asString())).toList();
      built(set, dataset, labels, words, Coverage.PARTIAL, TopicSpace.GRAPH);
      built(set, dataset, labels, words, Coverage.FULL, TopicSpace.GRAPH);
      built(set, dataset, labels, words, Coverage.PARTIAL, TopicSpace.MAP);
      kMeans(set, vectors, labels);
      stability(set, db, data);
    }
  }

  private static List<JsonNode> documents(TopicSet set) throws IOException {
    Path file = DATA.resolve(set.name()).resolve("docs.jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().map(JSON::readTree).toList();
    }
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    LABEL_WORDS.of(text, word -> words.add(word.toString().toLowerCase(Locale.ROOT)), () -> {});
    return words;
  }

  private static int[] numbers(List<String> labels) {
    Map<String, Integer> known = new HashMap<>();
    return labels.stream()
        .mapToInt(label -> known.computeIfAbsent(label, _ -> known.size()))
        .toArray();
  }

  private void built(
      TopicSet set,
      Dataset dataset,
      int[] labels,
      List<Set<String>> words,
      Coverage coverage,
      TopicSpace space) {
    EmbeddingMap map =
        dataset.buildMap(
            "%s-%s".formatted(coverage, space).toLowerCase(Locale.ROOT),
            MapOptions.builder()
                .projection(
                    space == TopicSpace.MAP ? Projection.Umap.defaults() : new Projection.Pca())
                .topicCoverage(coverage)
                .topicSpace(space)
                .duplicates(new DuplicateCutoff.Off())
                .build(),
            BuildMonitor.none());
    MapTopics.PerDatum found = map.topics().perDatum();
    TopicTree tree = map.topics().tree();
    double seconds =
        map.report().stages().stream()
            .filter(stage -> stage.name().contains("topic") || stage.name().contains("label"))
            .mapToDouble(BuildReport.Stage::seconds)
            .sum();
    for (int depth = 1; depth <= tree.depths(); depth++) {
      String[] topics = found.labels()[depth - 1];
      int[] of = numbers(Arrays.stream(topics).map(t -> t == null ? "" : t).toList());
      int[] assigned = IntStream.range(0, of.length).filter(i -> topics[i] != null).toArray();
      LabelQuality quality =
          LabelQuality.of(tree.atDepth(depth).stream().map(TopicsRun::topWords).toList(), words);
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s, %s | %d | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.1f |%n",
              set.name(),
              coverage.name().toLowerCase(Locale.ROOT),
              space.name().toLowerCase(Locale.ROOT),
              depth,
              tree.atDepth(depth).size(),
              (double) assigned.length / of.length,
              ami(pick(labels, assigned), pick(of, assigned)),
              ami(labels, of),
              quality.npmi(),
              quality.diversity(),
              seconds));
    }
    if (trees && coverage == Coverage.PARTIAL && space == TopicSpace.GRAPH) {
      System.out.println("## " + set.name() + "\n" + tree + "\n");
    }
  }

  /// Told the number of classes, over the same vectors; one start.
  private void kMeans(TopicSet set, float[][] vectors, int[] labels) {
    double[][] points = new double[vectors.length][];
    for (int i = 0; i < points.length; i++) {
      double squares = 0;
      for (float value : vectors[i]) {
        squares += (double) value * value;
      }
      double length = Math.sqrt(squares);
      points[i] = new double[vectors[i].length];
      for (int at = 0; at < points[i].length; at++) {
        points[i][at] = vectors[i][at] / length;
      }
    }
    int classes = Arrays.stream(labels).max().orElseThrow() + 1;
    MathEx.setSeed(7);
    CentroidClustering<double[], double[]> found = KMeans.lloyd(points, classes, 50);
    peers.append(
        String.format(
            Locale.ROOT,
            "| %s | k-means, told %d | %.3f |%n",
            set.name(),
            classes,
            ami(labels, found.group())));
  }

  /// A twentieth of the data held back, then exchanged for another twentieth.
  private void stability(TopicSet set, Portolan db, List<Datum> data) {
    List<Datum> shuffled = new ArrayList<>(data);
    Collections.shuffle(shuffled, new Random(7));
    int moved = data.size() / 20;
    Dataset dataset = db.create(set.name() + "-95", db.dataset(set.name()).schema());
    dataset.load(shuffled.subList(moved, shuffled.size()), DataStore.LoadProgress.none());
    MapOptions options =
        MapOptions.builder()
            .projection(new Projection.Pca())
            .duplicates(new DuplicateCutoff.Off())
            .build();
    TopicStability stability =
        TopicStability.of(
            dataset,
            options,
            shuffled.subList(0, moved),
            shuffled.subList(moved, 2 * moved).stream().map(Datum::id).toList());
    kept.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.3f | %.3f | %.3f |%n",
            set.name(),
            stability.topics(),
            stability.kept(),
            stability.mass(),
            stability.jaccard()));
  }

  private static List<String> topWords(Topic topic) {
    return Arrays.stream(topic.description().toLowerCase(Locale.ROOT).split("/"))
        .filter(term -> !term.contains(" "))
        .limit(TOP_WORDS)
        .toList();
  }

  private static double ami(int[] a, int[] b) {
    return MutualInformation.adjusted(a, b);
  }

  private static int[] pick(int[] values, int[] places) {
    return Arrays.stream(places).map(place -> values[place]).toArray();
  }
}
