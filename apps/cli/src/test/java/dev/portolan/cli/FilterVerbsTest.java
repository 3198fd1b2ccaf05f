package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Words and filters in the verbs that take them.
class FilterVerbsTest {
  private static final String SOME =
      "{\"oneOf\": {\"column\": \"product\", \"values\": [\"parcel\"]}}";

  @TempDir private Path directory;
  private Path database;
  private int selected;

  @BeforeEach
  void importAndMap() throws IOException {
    database = directory.resolve("db");
    Cli.ok(Posts.write(directory).importInto(database));
    selected = (int) rows("").filter(row -> row.contains(",parcel,")).count();
    assertTrue(selected > 10 && selected < Posts.COUNT, selected + " selected");
  }

  private java.util.stream.Stream<String> rows(String filter) {
    Cli.Run run =
        filter.isEmpty()
            ? Cli.ok("export", database, "posts", "-")
            : Cli.ok("export", database, "posts", "-", "--filter", filter);
    return run.out().lines().skip(1);
  }

  @Test
  void export_withAFilter_hasItsRowsOnly() throws IOException {
    assertEquals(selected, rows(SOME).count());
    assertTrue(rows(SOME).allMatch(row -> row.contains(",parcel,")));
    Path file = Files.writeString(directory.resolve("some.json"), SOME);
    assertEquals(selected, rows("@" + file).count());
  }

  @Test
  void search_withAFilter_staysWithinIt() {
    JsonNode json =
        Cli.ok("search", database, "posts", "--id", "p1", "-k", 500, "--filter", SOME, "--json")
            .json();
    int others = selected - (rows(SOME).anyMatch(row -> row.startsWith("p1,")) ? 1 : 0);
    assertEquals(others, json.at("/queries/0/hits").size());
  }

  @Test
  void search_words_findsThemAndTellsTheScore() {
    JsonNode hits =
        Cli.ok("search", database, "posts", "courier", "--words", "--json")
            .json()
            .at("/queries/0/hits");
    assertFalse(hits.isEmpty());
    assertTrue(hits.get(0).at("/score").asDouble() > 0);
    assertEquals(1, hits.get(0).at("/word_rank").asInt());
    assertFalse(hits.get(0).has("distance"));
    assertEquals("nothing found\n", Cli.ok("search", database, "posts", "qqqzzz", "--words").out());
  }

  @Test
  void delete_dryRun_onlyCounts() {
    assertEquals(
        "posts: %d data of %d would be deleted\n".formatted(selected, Posts.COUNT),
        Cli.ok("delete", database, "posts", "--filter", SOME, "--dry-run").out());
    assertEquals(
        "posts: %d data deleted, %d left\n".formatted(selected, Posts.COUNT - selected),
        Cli.ok("delete", database, "posts", "--filter", SOME).out());
    assertEquals(0, rows(SOME).count());
  }

  @Test
  void topicsAndDuplicates_withAFilter_countItsData() {
    Cli.ok("map", database, "posts");
    JsonNode all = Cli.ok("topics", database, "posts", "--metadata", "--json").json();
    JsonNode some =
        Cli.ok("topics", database, "posts", "--metadata", "--json", "--filter", SOME).json();
    int inAll = 0;
    int inSome = 0;
    for (int i = 0; i < all.at("/topics").size(); i++) {
      assertEquals(
          all.at("/topics/%d/topic_id".formatted(i)), some.at("/topics/%d/topic_id".formatted(i)));
      inAll += all.at("/topics/%d/count".formatted(i)).asInt();
      inSome += some.at("/topics/%d/count".formatted(i)).asInt();
    }
    assertTrue(inSome > 0 && inSome < inAll, "%d of %d".formatted(inSome, inAll));
    String candidates =
        Cli.ok("duplicates", database, "posts", "--candidates", "--filter", SOME).out();
    List<String> could = candidates.lines().toList();
    assertTrue(rows(SOME).map(row -> row.split(",")[0]).toList().containsAll(could), candidates);
  }

  @Test
  void optionsThatDoNotFit_areOneSentence() {
    for (List<Object> wrong :
        List.<List<Object>>of(
            List.of("search", database, "posts", "--words"),
            List.of("search", database, "posts", "x", "--words", "--both"),
            List.of("search", database, "posts", "x", "--phrase"),
            List.of("search", database, "posts", "x", "--unlike", "p1"),
            List.of("delete", database, "posts", "p1", "--filter", SOME),
            List.of("delete", database, "posts", "--dry-run"))) {
      Cli.Run run = Cli.run(wrong.toArray());
      assertEquals(2, run.exitCode(), wrong + run.err());
    }
    Cli.Run run = Cli.run("export", database, "posts", "-", "--filter", "{\"rnge\": {}}");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("no filter 'rnge'"), run.err());
    run = Cli.run("export", database, "posts", "-", "--filter", "@none.json");
    assertTrue(run.err().contains("none.json cannot be read"), run.err());
  }
}
