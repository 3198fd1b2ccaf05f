package dev.portolan.benchmarks.updates;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.benchmarks.Folder;
import dev.portolan.benchmarks.Machine;
import dev.portolan.benchmarks.topics.MutualInformation;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.index.UpdateReport;
import dev.portolan.index.topics.Topic;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.MapTopics;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A map that follows its data from part to part, beside one built over all of them at once; and
/// two groups that the first half did not have.
///
/// Usage: `benchmarks/run parts [DATABASE]` from the repository's root; wants newsgroups20 of
/// `../shared/data`. With a folder the database is left there, one map for each part, to be looked
/// at.
public final class PartsRun {
  private static final Path RESULT = Path.of("benchmarks/results/parts.md");
  private static final Path PICTURE = Path.of("docs/images/living-maps.png");
  private static final int PARTS = 10;
  private static final int SLACK = 2;
  private static final Set<String> HELD_BACK = Set.of("rec.motorcycles", "sci.space");

  private final LabelledPosts posts;
  private final Map<String, String> groups = new HashMap<>();
  private final Map<String, float[]> vectors = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private PartsRun(LabelledPosts posts) {
    this.posts = posts;
    for (int i = 0; i < posts.count(); i++) {
      groups.put(posts.data().get(i).id(), posts.groups().get(i));
      vectors.put(posts.data().get(i).id(), posts.vectors()[i]);
    }
  }

  public static void main(String[] args) throws IOException {
    PartsRun run = new PartsRun(LabelledPosts.read());
    Path work = args.length == 0 ? Files.createTempDirectory("portolan-parts") : Path.of(args[0]);
    try {
      run.inParts(work.resolve("parts"), args.length > 0);
      run.heldBack(work.resolve("held"));
      System.out.print(run.out);
      Files.writeString(RESULT, run.out);
    } finally {
      if (args.length == 0) {
        Folder.delete(work);
      }
    }
  }

  private void inParts(Path directory, boolean keep) throws IOException {
    out.append("# A map that follows its data, beside one built at once\n\n");
    out.append("%s. %s%n%n".formatted(Machine.describe(), LocalDate.now()));
    out.append(
        """
        newsgroups20 in the order of its dates, in ten parts, `update()` after each; duplicates by exact mode. *kept*: of the 15
        nearest of 2,000 data, by brute force. *10-NN*: data whose newsgroup is that of most of their ten nearest on the map.
        *moved*: median way of those who were there, as a share of the map's width. *ids*: topics of the state before that go on,
        by their data.

        | data | level | why | s | 10-NN | kept | moved | topics | ids |
        |---|---|---|---|---|---|---|---|---|
        """);
    MapOptions options = MapOptions.builder().exactDuplicates(true).build();
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset = db.create("news", posts.schema());
      EmbeddingMap map = null;
      ContactSheet sheet = new ContactSheet(PARTS);
      for (int part = 0; part < PARTS; part++) {
        int from = part * posts.count() / PARTS;
        int to = (part + 1) * posts.count() / PARTS;
        dataset.load(posts.data().subList(from, to), DataStore.LoadProgress.none());
        long start = System.nanoTime();
        Map<Integer, Integer> before = map == null ? Map.of() : sizes(map);
        UpdateReport report = null;
        if (map == null) {
          map = dataset.buildMap(options, BuildMonitor.none());
        } else {
          report = map.update().orElseThrow();
        }
        row(map, report, (System.nanoTime() - start) / 1e9, before);
        sheet.add(map, "%,d".formatted(to));
        if (keep) {
          map.keep(PARTS);
        }
      }
      sheet.write(PICTURE);
      beside(map, dataset.buildMap("full", options, BuildMonitor.none()));
    }
  }

  private void row(
      EmbeddingMap map, UpdateReport report, double seconds, Map<Integer, Integer> before) {
    MapFigures figures = MapFigures.of(map, groups, vectors);
    Map<Integer, Integer> now = sizes(map);
    int all = before.values().stream().mapToInt(size -> size).sum();
    int kept =
        before.entrySet().stream()
            .filter(topic -> now.containsKey(topic.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    out.append(
        String.format(
            Locale.ROOT,
            "| %,d | %s | %s | %.1f | %.3f | %.3f | %s | %s | %s |%n",
            map.embeddings().projected().ids().length,
            report == null ? "build" : report.level(),
            report == null ? "" : report.reason(),
            seconds,
            figures.label(),
            figures.quality().kept(),
            report == null ? "" : String.format(Locale.ROOT, "%.3f", report.moved().medianShare()),
            map.report().topics().perDepth(),
            all == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) kept / all)));
  }

  private static Map<Integer, Integer> sizes(EmbeddingMap map) {
    return map.topics().tree().topics().stream()
        .collect(Collectors.toMap(Topic::id, topic -> (int) topic.count()));
  }

  private void beside(EmbeddingMap parts, EmbeddingMap full) {
    MapFigures ours = MapFigures.of(parts, groups, vectors);
    MapFigures other = MapFigures.of(full, groups, vectors);
    out.append(
        """

        ## Beside a build over all of them

        | | in parts | at once |
        |---|---|---|
        """);
    line("label 10-NN", ours.label(), other.label());
    line("15-NN kept", ours.quality().kept(), other.quality().kept());
    line("trustworthiness", ours.quality().trustworthiness(), other.quality().trustworthiness());
    line("continuity", ours.quality().continuity(), other.quality().continuity());
    line("triplets", ours.quality().triplets(), other.quality().triplets());
    topics(parts, full);
    Map<String, String> here = duplicates(parts);
    Map<String, String> there = duplicates(full);
    long different =
        here.keySet().stream().filter(id -> !here.get(id).equals(there.get(id))).count();
    out.append(
        "%nDuplicates: %d of %,d data have another retained datum; %,d are duplicates.%n"
            .formatted(
                different,
                here.size(),
                here.entrySet().stream().filter(e -> !e.getKey().equals(e.getValue())).count()));
  }

  private void line(String what, double ours, double other) {
    out.append(String.format(Locale.ROOT, "| %s | %.3f | %.3f |%n", what, ours, other));
  }

  /// Every depth beside every depth: a layer may have the build's topics at another depth.
  private void topics(EmbeddingMap parts, EmbeddingMap full) {
    out.append(
        """

        AMI of the topics, over the data with a topic in both (over all data), by depth and number of topics:

        | in parts | at once: %s |
        |---|%s
        """
            .formatted(
                layers(full).collect(Collectors.joining(" | ")),
                "---|".repeat(full.topics().depths())));
    List<String> layers = layers(parts).toList();
    for (int depth = 1; depth <= layers.size(); depth++) {
      out.append("| %s |".formatted(layers.get(depth - 1)));
      for (int other = 1; other <= full.topics().depths(); other++) {
        double[] ami = ami(parts, depth, full, other);
        out.append(String.format(Locale.ROOT, " %.2f (%.2f) |", ami[0], ami[1]));
      }
      out.append("\n");
    }
  }

  private static Stream<String> layers(EmbeddingMap map) {
    List<Integer> counts = map.report().topics().perDepth();
    return IntStream.range(0, counts.size())
        .mapToObj(i -> "depth %d, %d".formatted(i + 1, counts.get(i)));
  }

  private static double[] ami(EmbeddingMap a, int depthOfA, EmbeddingMap b, int depthOfB) {
    Map<String, String> ofA = topics(a, depthOfA);
    Map<String, String> ofB = topics(b, depthOfB);
    List<String> all = ofA.keySet().stream().toList();
    List<String> both =
        all.stream().filter(id -> !ofA.get(id).isEmpty() && !ofB.get(id).isEmpty()).toList();
    return new double[] {
      MutualInformation.adjusted(numbers(both, ofA), numbers(both, ofB)),
      MutualInformation.adjusted(numbers(all, ofA), numbers(all, ofB))
    };
  }

  private static int[] numbers(List<String> ids, Map<String, String> of) {
    Map<String, Integer> known = new HashMap<>();
    return ids.stream()
        .mapToInt(id -> known.computeIfAbsent(of.get(id), _ -> known.size()))
        .toArray();
  }

  private static Map<String, String> topics(EmbeddingMap map, int depth) {
    MapTopics.PerDatum found = map.topics().perDatum();
    Map<String, String> topics = new TreeMap<>();
    for (int i = 0; i < found.ids().length; i++) {
      String label = found.labels()[depth - 1][i];
      topics.put(found.ids()[i], label == null ? "" : label);
    }
    return topics;
  }

  private static Map<String, String> duplicates(EmbeddingMap map) {
    Map<String, String> of = new TreeMap<>();
    try (MapSnapshot snapshot = map.snapshot()) {
      int[] ordinals = snapshot.mapped().ordinals();
      for (int ordinal : ordinals) {
        int retained = snapshot.columns().duplicateOf()[snapshot.row(ordinal)];
        of.put(snapshot.dataSnapshot().id(ordinal), snapshot.dataSnapshot().id(retained));
      }
    }
    return of;
  }

  /// Half of the data without two groups, then all of those two, then the other half.
  private void heldBack(Path directory) {
    out.append(
        """

        ## Two newsgroups that the first half did not have
        %s: held back from a build over the first half, then all their posts come at once. *own*: of the ten nearest on the
        map those of the same group. *topic*: the topic that has most of the group, what share of the group it has (of those
        assigned), and what share of the topic is of the group.

        | policy | level | why | own, before the rest | topic | in a build at once |
        |---|---|---|---|---|---|
        """
            .formatted(HELD_BACK));
    for (UpdatePolicy policy :
        List.of(UpdatePolicy.PLACE, UpdatePolicy.RELAX, UpdatePolicy.WARM, UpdatePolicy.AUTO)) {
      try (Portolan db = Portolan.open(directory.resolveSibling("held-" + policy))) {
        Dataset dataset = db.create("news", posts.schema());
        List<Datum> first =
            IntStream.range(0, posts.count() / SLACK)
                .filter(i -> !HELD_BACK.contains(posts.groups().get(i)))
                .mapToObj(posts.data()::get)
                .toList();
        List<Datum> held =
            IntStream.range(0, posts.count())
                .filter(i -> HELD_BACK.contains(posts.groups().get(i)))
                .mapToObj(posts.data()::get)
                .toList();
        dataset.load(first, DataStore.LoadProgress.none());
        EmbeddingMap map = dataset.buildMap(MapOptions.defaults(), BuildMonitor.none());
        Set<Integer> topics = new HashSet<>(sizes(map).keySet());
        dataset.load(held, DataStore.LoadProgress.none());
        UpdateReport report = map.update(policy, BuildMonitor.none()).orElseThrow();
        EmbeddingMap full = dataset.buildMap("full", MapOptions.defaults(), BuildMonitor.none());
        out.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.3f | %s | %.3f; %s |%n",
                policy.name().toLowerCase(Locale.ROOT),
                report.level(),
                report.reason(),
                MapFigures.pure(map, groups, HELD_BACK),
                best(map, topics),
                MapFigures.pure(full, groups, HELD_BACK),
                best(full, Set.of())));
      }
    }
  }

  /// For each group held back the topic that has most of it.
  private String best(EmbeddingMap map, Set<Integer> known) {
    StringBuilder told = new StringBuilder();
    for (String group : HELD_BACK.stream().sorted().toList()) {
      String best = "";
      double most = 0;
      try (MapSnapshot snapshot = map.snapshot()) {
        for (Topic topic : snapshot.tree().topics()) {
          String[] ids =
              snapshot.dataSnapshot().ids(snapshot.topics().in(0, null, topic.id()).ordinals());
          double both = Arrays.stream(ids).filter(id -> groups.get(id).equals(group)).count();
          double all =
              Arrays.stream(map.embeddings().projected().ids())
                  .filter(id -> groups.get(id).equals(group))
                  .count();
          double score = 2 * both / (ids.length + all);
          if (score > most) {
            most = score;
            best =
                String.format(
                    Locale.ROOT,
                    "%s: %s '%s', %.2f of the group, %.2f of the topic; ",
                    group,
                    known.contains(topic.id()) ? "old" : "new",
                    topic.label(),
                    both / all,
                    both / ids.length);
          }
        }
      }
      told.append(best);
    }
    return told.toString();
  }
}
