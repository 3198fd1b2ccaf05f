package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `topics` over time and between two windows, on posts of which each month has one product.
class TopicTimesVerbTest {
  @TempDir private static Path directory;
  private static Path database;

  @BeforeAll
  static void importAndMap() throws IOException {
    database = directory.resolve("db");
    Cli.ok(Posts.write(directory).importInto(database));
    Cli.ok("map", database, "posts", "--projection", "pca");
  }

  private static Object[] topics(String options) {
    return Stream.concat(
            Stream.<Object>of("topics", database, "posts"), Stream.of(options.split(" ")))
        .toArray();
  }

  private static Map<String, Integer> densities(String window) {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode topic :
        Cli.ok(topics("--density opened_at --json " + window)).json().at("/topics")) {
      counts.put(topic.at("/topic").asString(), topic.at("/count").asInt());
    }
    return counts;
  }

  @Test
  void overTime_bins_areTheDensitiesOfTheMonths() {
    JsonNode json = Cli.ok(topics("--over-time opened_at --step month --json")).json();
    assertEquals("month", json.at("/step").asString());
    assertEquals(12, json.at("/bins").size());
    assertEquals("2026-01-01T00:00:00Z", json.at("/bins/0").asString());
    assertEquals("2027-01-01T00:00:00Z", json.at("/end").asString());
    Map<String, Integer> may = densities("--from 2026-05-01 --to 2026-05-31");
    Map<String, Integer> year = densities("--from 2026-01-10 --to 2026-12-10");
    assertEquals(year.size(), json.at("/topics").size());
    for (JsonNode topic : json.at("/topics")) {
      String label = topic.at("/topic").asString();
      assertEquals(12, topic.at("/counts").size());
      assertEquals(may.getOrDefault(label, 0), topic.at("/counts/4").asInt());
      assertEquals(year.get(label), topic.at("/count").asInt());
    }
  }

  @Test
  void overTime_plot_hasALinePerTopicAndDatesBelow() {
    List<String> lines =
        Cli.ok(topics("--over-time opened_at --step month")).out().lines().toList();
    Map<String, Integer> year = densities("");
    assertEquals(2 + 1 + year.size() + 2, lines.size());
    assertEquals("posts, map 'default', topics of depth 1: opened_at by month", lines.getFirst());
    assertTrue(lines.get(3).matches(".*█+ .* +\\d+"), lines.get(3));
    assertTrue(
        lines.get(lines.size() - 2).matches(" +2026-01 +2026-07 +2026-12"), lines.toString());
    assertTrue(lines.getLast().endsWith("a block is one month"), lines.getLast());
  }

  @Test
  void overTime_window_isDrawnAlone() {
    JsonNode json =
        Cli.ok(
                topics(
                    "--over-time opened_at --from 2026-03-01 --to 2026-06-09 --step month --json"))
            .json();
    assertEquals(3, json.at("/bins").size());
    Cli.Run none = Cli.ok(topics("--over-time opened_at --from 2030-01-01"));
    assertEquals("no datum with a topic at depth 1 has a time in that window\n", none.out());
    assertEquals(
        0,
        Cli.ok(topics("--over-time opened_at --from 2030-01-01 --json")).json().at("/bins").size());
  }

  @Test
  void compare_monthsOfTwoProducts_marksWhatGrewAndWhatShrank() {
    JsonNode json =
        Cli.ok(topics("--compare opened_at --before 2026-01 --after 2026-02 --json")).json();
    Map<String, Integer> january = densities("--from 2026-01-01 --to 2026-01-31");
    assertEquals("2026-01-31T23:59:59.999999Z", json.at("/before/to").asString());
    assertEquals(
        january.values().stream().mapToInt(n -> n).sum(), json.at("/before/count").asInt());
    JsonNode first = json.at("/topics/0");
    JsonNode last = json.at("/topics").get(json.at("/topics").size() - 1);
    assertTrue(first.at("/z").asDouble() > 2 && last.at("/z").asDouble() < -2, json.toString());
    assertTrue(first.at("/ratio").isNull(), json.toString());
    assertEquals(january.get(last.at("/topic").asString()), last.at("/before").asInt());
    List<String> table =
        Cli.ok(topics("--compare opened_at --before 2026-01 --after 2026-02"))
            .out()
            .lines()
            .toList();
    assertEquals(
        "posts, map 'default', topics of depth 1: opened_at, 2026-01 before, 2026-02 after",
        table.getFirst());
    assertTrue(table.get(3).startsWith(first.at("/topic").asString()), table.get(3));
    assertTrue(table.get(3).endsWith("▲"), table.get(3));
    assertTrue(table.get(2 + json.at("/topics").size()).endsWith("▼"), table.toString());
  }

  @Test
  void compare_filter_keepsToTheData() {
    String filter = "{\"range\":{\"column\":\"opened_at\",\"from\":\"2026-02-01\"}}";
    Cli.Run run =
        Cli.run(topics("--compare opened_at --before 2026-01 --after 2026-02 --filter " + filter));
    assertEquals(1, run.exitCode());
    assertTrue(run.sentence().contains("lies in 2026-01-01T00:00:00Z to"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | --over-time body | column 'body' is no timestamp; topics over time need one:"
            + " 'opened_at'",
        "1 | --over-time when | 'when'",
        "1 | --over-time opened_at --depth 9 | topic depth 9 is out of range",
        "1 | --over-time opened_at --from 2026-02-01 --to 2026-01-01 | swap its ends",
        "1 | --compare opened_at --before 2025 --after 2026 | no datum with a topic at depth 1 of"
            + " map 'default' lies in 2025-01-01T00:00:00Z to 2025-12-31T23:59:59.999999Z; they go"
            + " from 2026-01-10T12:00:00Z to 2026-12-10T12:00:00Z",
        "1 | --compare product --before 2025 --after 2026 | column 'product' is no timestamp",
        "2 | --compare opened_at --before May --after 2026 | --before: 'May' is no window of time;"
            + " give a year, quarter, month or day",
        "2 | --compare opened_at --after 2026 | give --before and --after",
        "2 | --before 2025 | windows of --compare COLUMN",
        "2 | --group --from 2026-01-01 | --from and --to are the window of --density COLUMN",
        "2 | --compare opened_at --before 2025 --after 2026 --to 2026-01-01 | leave --from and --to"
            + " out",
        "2 | --density opened_at --step day | --step belongs to --over-time",
        "2 | --over-time opened_at --step decade | --step",
        "2 | --over-time opened_at --compare opened_at | mutually exclusive",
      })
  void whatCannotBe_isNamed(int exitCode, String options, String expected) {
    Cli.Run run = Cli.run(topics(options));
    assertEquals(exitCode, run.exitCode(), run.err());
    assertTrue(run.err().lines().findFirst().orElse("").contains(expected), run.err());
  }
}
