package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Every verb on a small collection with a map.
class VerbsTest {
  @TempDir private static Path directory;
  private static Path database;
  private static Posts posts;
  private static Cli.Run imported;
  private static Cli.Run mapped;

  @TempDir private Path scratch;

  @BeforeAll
  static void importAndMap() throws IOException {
    database = directory.resolve("db");
    posts = Posts.write(directory);
    imported = Cli.ok(posts.importInto(database));
    mapped = Cli.ok("map", database, "posts");
  }

  @Test
  void portolanAlone_saysWhatItIs() {
    Cli.Run run = Cli.ok();
    assertTrue(run.out().startsWith("Portolan: an embedded vector database"), run.out());
    for (String verb : List.of("demo", "import", "map", "search", "topics", "export", "verify")) {
      assertTrue(run.out().contains("  portolan " + verb), verb);
    }
  }

  @Test
  void help_hasExamplesForEveryVerb() {
    for (String verb :
        """
        demo import map info search topics duplicates export generations rollback backup restore \
        copy verify optimize columns delete serve render\
        """
            .split(" ")) {
      String help = Cli.ok(verb, "--help").out();
      assertTrue(help.startsWith("Usage: portolan " + verb), help);
      assertTrue(help.contains("Examples:\n  portolan " + verb), help);
    }
  }

  @Test
  void helpOfAVerb_isItsHelp() {
    assertEquals(Cli.ok("map", "--help").out(), Cli.ok("help", "map").out());
    assertTrue(Cli.ok("help").out().contains("duplicates   Shows the clusters"));
  }

  @Test
  void import_saysWhatItUnderstood() {
    assertTrue(imported.out().startsWith("posts: 400 data from "), imported.out());
    for (String expected :
        List.of(
            "body .* text",
            "product .* category",
            "opened_at .* timestamp",
            "vectors .* 12 dimensions",
            "next: portolan map ")) {
      assertTrue(imported.out().matches("(?s).*" + expected + ".*"), expected);
    }
  }

  @Test
  void importAsJson_countsAndNamesColumns() {
    Path other = scratch.resolve("db");
    Object[] command = posts.importInto(other);
    Object[] asJson = Stream.concat(Stream.of(command), Stream.of("--json")).toArray();
    JsonNode json = Cli.ok(asJson).json();
    assertEquals(1, json.at("/format").asInt());
    assertEquals(Posts.COUNT, json.at("/count").asInt());
    assertEquals("text", json.at("/columns/0/type").asString());
  }

  @Test
  void importAnalyzer_ofAllTextsOrOne_isTheColumns() {
    Path other = scratch.resolve("db");
    List<Object> command = new ArrayList<>(List.of(posts.importInto(other)));
    command.addAll(List.of("--analyzer", "german", "--analyzer", "product=english"));
    Cli.Run refused = Cli.run(command.toArray());
    assertTrue(refused.sentence().contains("column 'product' is a category"), refused.sentence());
    command.set(command.size() - 1, "body=klingon");
    refused = Cli.run(command.toArray());
    assertTrue(refused.sentence().contains("analyzer 'klingon' is not known"), refused.sentence());
    command.set(command.size() - 1, "body=english");
    Cli.ok(command.toArray());
    assertTrue(Cli.ok("columns", other, "posts").out().contains("text:english"));
  }

  @Test
  void append_replacesAndAdds() throws IOException {
    Path other = scratch.resolve("db");
    Cli.ok(posts.importInto(other));
    List<String> lines = Files.readAllLines(posts.posts());
    lines.set(0, lines.get(0).replace("\"p0\"", "\"new\""));
    Path more = Files.write(scratch.resolve("more.jsonl"), lines);
    JsonNode json =
        Cli.ok(
                "import",
                other,
                "posts",
                more,
                "--id",
                "id",
                "--vectors",
                posts.vectors(),
                "--append",
                "--json")
            .json();
    assertEquals(1, json.at("/added").asInt());
    assertEquals(Posts.COUNT - 1, json.at("/replaced").asInt());
    assertEquals(Posts.COUNT + 1, json.at("/count").asInt());
  }

  @Test
  void map_reportsTopicsAndDuplicates() {
    assertTrue(mapped.out().startsWith("posts: map 'default' of 400 data in "), mapped.out());
    assertTrue(mapped.out().contains("trustworthiness"), mapped.out());
    assertTrue(mapped.out().contains("at depth 1"), mapped.out());
  }

  @Test
  void info_listsDatasetsAndOneInDetail() {
    assertTrue(Cli.ok("info", database).out().contains("posts  400 data"));
    String detail = Cli.ok("info", database, "posts").out();
    for (String part : List.of("neighbour graph", "trustworthiness", "audit", "opened_at")) {
      assertTrue(detail.contains(part), detail);
    }
    JsonNode json = Cli.ok("info", database, "posts", "--json").json();
    assertEquals(Posts.COUNT, json.at("/datasets/0/count").asInt());
    assertTrue(json.at("/datasets/0/maps/0/report/neighbors/recall").isNumber(), json.toString());
    assertTrue(json.at("/datasets/0/maps/0/report/without_vector").isNumber(), json.toString());
  }

  @Test
  void searchById_findsOthersNearestFirst() {
    JsonNode hits = Cli.ok("search", database, "posts", "--id", "p0", "-k", 3, "--json").json();
    assertEquals("p0", hits.at("/queries/0/id").asString());
    JsonNode list = hits.at("/queries/0/hits");
    assertEquals(3, list.size());
    assertEquals("p360", list.get(0).at("/id").asString());
    assertEquals(0, list.get(0).at("/distance").asDouble(), 1e-6);
    assertTrue(list.get(1).at("/distance").asDouble() <= list.get(2).at("/distance").asDouble());
  }

  @Test
  void searchByVectors_answersEach() {
    Cli.Run run = Cli.ok("search", database, "posts", "--vector", posts.vectors(), "-k", 1);
    assertEquals(2 * Posts.COUNT, run.out().lines().count());
    assertTrue(run.out().startsWith("vector 0\n0.0000  p0"), run.out().substring(0, 80));
  }

  @Test
  void searchWithInclude_showsTheColumns() {
    Cli.Run run =
        Cli.ok("search", database, "posts", "--id", "p0", "-k", 1, "--include", "product");
    assertTrue(run.out().contains("product: parcel"), run.out());
  }

  @Test
  void topics_areDrawnAsATree() {
    String tree = Cli.ok("topics", database, "posts").out();
    assertTrue(tree.contains("└─ "), tree);
    JsonNode topics = Cli.ok("topics", database, "posts", "--json").json().at("/topics");
    int assigned = 0;
    for (JsonNode topic : topics) {
      assertTrue(tree.contains(topic.at("/topic_short_description").asString()), tree);
      assigned += topic.at("/depth").asInt() == 1 ? topic.at("/count").asInt() : 0;
    }
    assertTrue(assigned > Posts.COUNT / 2, "%d data have a topic".formatted(assigned));
    assertTrue(tree.contains(" %d in a topic".formatted(assigned)), tree);
  }

  @Test
  void topicQuestions_agreeWithTheTree() {
    JsonNode groups = Cli.ok("topics", database, "posts", "--group", "--json").json().at("/groups");
    String label = groups.get(0).at("/topic_short_description").asString();
    String id = groups.get(0).at("/ids/0").asString();
    JsonNode of = Cli.ok("topics", database, "posts", "--of", id, "--json").json();
    assertEquals(label, of.at("/data/0/topic_depth_1").asString());
    assertTrue(Cli.ok("topics", database, "posts", "--of", id).out().contains(label));
    assertTrue(Cli.ok("topics", database, "posts", "--group").out().contains(label));
    assertTrue(Cli.ok("topics", database, "posts", "--metadata").out().contains("topic_id"));
    Cli.Run beyond = Cli.run("topics", database, "posts", "--depth", 9);
    assertEquals(1, beyond.exitCode());
    assertTrue(beyond.err().contains("topic depth 9 is out of range"), beyond.err());
  }

  @Test
  void topicsOfVectors_sumToOne() {
    JsonNode queries =
        Cli.ok("topics", database, "posts", "--vector", posts.vectors(), "--depth", 1, "--json")
            .json()
            .at("/queries");
    assertEquals(Posts.COUNT, queries.size());
    for (JsonNode query : queries) {
      double sum =
          StreamSupport.stream(query.at("/topics").spliterator(), false)
              .mapToDouble(topic -> topic.at("/probability").asDouble())
              .sum();
      assertEquals(query.at("/unassigned").asDouble() == 1 ? 0 : 1, sum, 1e-9);
    }
  }

  @Test
  void topicDensity_countsTheWindow() {
    JsonNode all = Cli.ok("topics", database, "posts", "--density", "opened_at", "--json").json();
    JsonNode none =
        Cli.ok(
                "topics",
                database,
                "posts",
                "--density",
                "opened_at",
                "--to",
                "2026-01-09",
                "--json")
            .json();
    JsonNode january =
        Cli.ok(
                "topics",
                database,
                "posts",
                "--density",
                "opened_at",
                "--to",
                "2026-01-10",
                "--json")
            .json();
    assertTrue(counted(january) > 0 && counted(january) < counted(all));
    assertEquals(0, counted(none));
    assertEquals(1, Cli.run("topics", database, "posts", "--density", "body").exitCode());
  }

  private static int counted(JsonNode densities) {
    int counted = 0;
    for (JsonNode topic : densities.at("/topics")) {
      counted += topic.at("/count").asInt();
    }
    return counted;
  }

  @Test
  void duplicates_holdEveryCopyWithItsOriginal() {
    JsonNode clusters = Cli.ok("duplicates", database, "posts", "--json").json().at("/clusters");
    Set<String> together =
        StreamSupport.stream(clusters.spliterator(), false)
            .map(cluster ->
                StreamSupport.stream(cluster.at("/data").spliterator(), false)
                    .map(datum -> datum.at("/id").asString())
                    .collect(Collectors.toCollection(TreeSet::new)))
            .filter(ids -> ids.contains("p3"))
            .findFirst()
            .orElseThrow();
    assertTrue(together.contains("p363"), together.toString());
    Cli.Run shown = Cli.ok("duplicates", database, "posts", "--show", "p363");
    assertTrue(shown.out().contains("  keep"), shown.out());
    assertTrue(shown.out().contains("p3 "), shown.out());
    assertTrue(
        Cli.ok("duplicates", database, "posts", "--limit", 1).out().contains("more, with --limit"));
  }

  @Test
  void deletingCandidates_leavesNoDuplicates() {
    Path other = scratch.resolve("db");
    Cli.ok(posts.importInto(other));
    Cli.ok("map", other, "posts", "--no-topics", "--projection", "pca");
    List<String> ids = Cli.ok("duplicates", other, "posts", "--candidates").out().lines().toList();
    assertTrue(ids.size() >= 40, "%d candidates".formatted(ids.size()));
    Object[] delete = Stream.concat(Stream.of("delete", other, "posts"), ids.stream()).toArray();
    Cli.ok(delete);
    assertEquals("", Cli.ok("duplicates", other, "posts", "--candidates").out());
    assertEquals(
        Posts.COUNT - ids.size(),
        Cli.ok("info", other, "--json").json().at("/datasets/0/count").asInt());
  }

  @Test
  void map_ofEveryOption_saysWithWhatItWasMade() {
    Object[] map = {
      "map",
      database,
      "posts",
      "--map",
      "tuned",
      "--no-topics",
      "--n-neighbors",
      9,
      "--min-dist",
      .2,
      "--spread",
      2,
      "--n-epochs",
      20,
      "--negative-samples",
      3,
      "--init",
      "random",
      "--metric",
      "euclidean",
      "--seed",
      5
    };
    JsonNode report = Cli.ok(with(map, "--json")).json().get("report");
    assertEquals(
        "umap, n_neighbors 9, min_dist 0.2, spread 2.0, n_epochs 20, 3 negative samples, init"
            + " RANDOM",
        report.get("projection").asString());
    assertEquals("euclidean", report.get("metric").asString());
    assertEquals(5, report.get("seed").asInt());
    assertTrue(report.at("/duplicates/cutoff").isNull(), report.toString());
    String info = Cli.ok("info", database, "posts").out();
    assertTrue(info.contains("per datum by euclidean, "), info);
    assertTrue(info.contains("per datum by cosine, "), info);
    String quality = Cli.ok("quality", database, "posts", "--map", "tuned").out();
    assertTrue(quality.contains("init RANDOM, by euclidean, measured on"), quality);
  }

  @ParameterizedTest
  @CsvSource({"--projection,umap", "--projection,tsne", "--seed,7"})
  void map_initAlone_belongsToAnyProjectionThatHasOne(String option, String value) {
    Object[] map = {
      "map", database, "posts", "--map", "begun", "--no-topics", "--init", "random", option, value
    };
    String projection = Cli.ok(with(map, "--json")).json().at("/report/projection").asString();
    assertTrue(projection.startsWith(value.equals("tsne") ? "tsne" : "umap"), projection);
    assertTrue(projection.endsWith("init RANDOM"), projection);
  }

  private static Object[] with(Object[] command, Object more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray();
  }

  @Test
  void map_tsne_saysWithWhatItWasMade() {
    Object[] map = {"map", database, "posts", "--map", "tsne", "--no-topics", "--iterations", 20};
    String report = Cli.ok(Stream.concat(Stream.of(map), Stream.of("--json")).toArray()).out();
    assertTrue(report.contains("tsne, perplexity 30.0, early_exaggeration 12.0"), report);
    assertTrue(report.contains("iterations 20,"), report);
  }

  @Test
  void export_isTheSameForTwoBuildsAndAnyThreads() throws IOException {
    Path csv = scratch.resolve("one.csv");
    Cli.ok("export", database, "posts", csv);
    Cli.ok("map", database, "posts", "--map", "again", "--threads", 1);
    Path again = scratch.resolve("again.csv");
    Cli.ok("export", database, "posts", again, "--map", "again");
    assertEquals(Files.readString(csv), Files.readString(again));
    String header = Files.readString(csv).lines().findFirst().orElseThrow();
    assertTrue(header.startsWith("id,body,product,opened_at,x,y,topic_id,topic_depth_1"), header);
    assertTrue(header.endsWith("duplicate_class,cluster_id,duplicate_distance"), header);
    Cli.Run jsonl = Cli.ok("export", database, "posts", "-", "--format", "jsonl");
    assertEquals(Posts.COUNT, jsonl.out().lines().count());
  }

  @Test
  void datasetWithoutMap_exportsItsDataAlone() throws IOException {
    Path other = scratch.resolve("db");
    Cli.ok(posts.importInto(other));
    Path file = scratch.resolve("data.jsonl.gz");
    Cli.ok("export", other, "posts", file);
    assertTrue(Files.size(file) > 0);
    String csv = Cli.ok("export", other, "posts", "-").out();
    assertTrue(csv.startsWith("id,body,product,opened_at\n"), csv.substring(0, 80));
    Cli.Run named = Cli.run("export", other, "posts", "-", "--map", "default");
    assertEquals(1, named.exitCode());
    assertTrue(named.err().contains("no map 'default'"), named.err());
  }

  @Test
  void verify_findsDamage() throws IOException {
    Path other = scratch.resolve("db");
    Cli.ok(posts.importInto(other));
    assertTrue(Cli.ok("verify", other).out().contains("sound"));
    Path vectors;
    try (Stream<Path> files = Files.walk(other)) {
      vectors = files.filter(file -> file.toString().endsWith(".vec")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(vectors);
    bytes[bytes.length / 2] ^= 1;
    Files.write(vectors, bytes);
    Cli.Run run = Cli.run("verify", other);
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("DAMAGED"), run.out());
    assertFalse(Cli.run("verify", other, "--json").json().at("/sound").asBoolean());
  }

  @Test
  void deleteOfAll_wantsYes() {
    Path other = scratch.resolve("db");
    Cli.ok(posts.importInto(other));
    Cli.Run refused = Cli.run("delete", other, "posts");
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("--yes"), refused.err());
    Cli.ok("delete", other, "posts", "--yes");
    assertEquals(0, Cli.ok("info", other, "--json").json().at("/datasets").size());
  }

  @Test
  void cancelledMap_leavesTheOldOne() throws IOException {
    Path before = scratch.resolve("before.csv");
    Path after = scratch.resolve("after.csv");
    Cli.ok("export", database, "posts", before);
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    Cli.Run run = Cli.run(cancellation, "map", database, "posts", "--seed", 8);
    assertEquals(130, run.exitCode());
    assertTrue(run.err().contains("cancelled"), run.err());
    Cli.ok("export", database, "posts", after);
    assertEquals(Files.readString(before), Files.readString(after));
  }

  @Test
  void cancelledImport_leavesNothing() {
    Path other = scratch.resolve("db");
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    assertEquals(130, Cli.run(cancellation, posts.importInto(other)).exitCode());
    assertFalse(Files.exists(other));
  }
}
