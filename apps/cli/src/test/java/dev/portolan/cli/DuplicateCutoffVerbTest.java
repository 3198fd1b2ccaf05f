package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `duplicates` at other cutoffs, and what it can do with the data that could go.
class DuplicateCutoffVerbTest {
  private static final int COPIES = 40;

  @TempDir private static Path origin;
  @TempDir private Path directory;
  private Path database;

  @BeforeAll
  static void importAndMap() throws IOException {
    Path db = origin.resolve("db");
    Cli.ok(Posts.write(origin).importInto(db));
    Cli.ok("map", db, "posts", "--no-topics", "--projection", "pca", "--cutoff", "0.0001");
  }

  @BeforeEach
  void copy() throws IOException {
    database = Posts.copy(origin.resolve("db"), directory.resolve("db"));
  }

  private JsonNode json(Object... more) {
    Object[] command = new Object[more.length + 4];
    System.arraycopy(new Object[] {"duplicates", database, "posts"}, 0, command, 0, 3);
    System.arraycopy(more, 0, command, 3, more.length);
    command[command.length - 1] = "--json";
    return Cli.ok(command).json();
  }

  @Test
  void curve_saysHowManyWouldGo() {
    JsonNode curve = json("--curve");
    assertEquals("cosine", curve.at("/metric").asString());
    assertEquals(.0001, curve.at("/cutoff").asDouble());
    assertEquals(Posts.COUNT, curve.at("/count").asInt());
    assertEquals(0, curve.at("/cutoffs/0/cutoff").asDouble());
    assertEquals(COPIES, curve.at("/cutoffs/0/candidates").asInt());
    assertEquals(COPIES, curve.at("/cutoffs/0/clusters").asInt());
    int before = 0;
    for (JsonNode point : curve.at("/cutoffs")) {
      int could =
          json("--cutoff", point.at("/cutoff").asDouble(), "--candidates").at("/ids").size();
      assertEquals(could, point.at("/candidates").asInt());
      assertTrue(could >= before, curve.toString());
      before = could;
    }
    assertTrue(before > COPIES, curve.toString());
    String table = Cli.ok("duplicates", database, "posts", "--curve").out();
    assertTrue(table.contains("could go") && table.contains("█"), table);
    assertTrue(table.contains("0.0001 *"), table);
  }

  @Test
  void cutoff_beyondWhatIsKept_searchesAgainAndSaysSo() {
    Cli.Run run = Cli.ok("duplicates", database, "posts", "--cutoff", 1.9, "--limit", 1);
    assertTrue(run.err().contains("the map has all pairs up to"), run.err());
    assertTrue(run.out().contains("(within cosine 1.9)"), run.out());
    run = Cli.ok("duplicates", database, "posts", "--cutoff", .001);
    assertFalse(run.err().contains("searching"), run.err());
    assertTrue(run.out().contains("(within cosine 0.001)"), run.out());
  }

  @Test
  void tag_holdsWhatCouldGo() {
    assertEquals(COPIES, json("--tag", "copies").at("/count").asInt());
    JsonNode ids = json("--candidates").at("/ids");
    String tagged =
        Cli.ok("export", database, "posts", "-", "--filter", "{\"tagged\": \"copies\"}").out();
    assertEquals(COPIES, tagged.lines().count() - 1);
    assertTrue(tagged.contains("\n" + ids.get(0).asString() + ","), tagged);
    Cli.Run again = Cli.run("duplicates", database, "posts", "--tag", "copies");
    assertEquals(1, again.exitCode());
    assertTrue(again.sentence().contains("copies"), again.sentence());
  }

  @Test
  void delete_isOnlyToldUntilYes() {
    assertEquals(COPIES, json("--delete").at("/would_delete").asInt());
    String dry = Cli.ok("duplicates", database, "posts", "--delete").out();
    assertTrue(dry.contains("40 data of 400 would be deleted; --delete --yes"), dry);
    JsonNode done = json("--delete", "--yes");
    assertEquals(COPIES, done.at("/deleted").asInt());
    assertEquals(Posts.COUNT - COPIES, done.at("/count").asInt());
    assertEquals(0, json("--delete", "--yes").at("/deleted").asInt());
    assertEquals(
        List.of(), Cli.ok("duplicates", database, "posts", "--candidates").out().lines().toList());
  }

  @Test
  void delete_withinAFilter_leavesTheOthers() {
    JsonNode done =
        json("--delete", "--yes", "--filter", "{\"ids\": [\"p360\", \"p361\", \"p1\"]}");
    assertEquals(2, done.at("/deleted").asInt());
  }

  @Test
  void cleanCopy_leavesOneOfEachCluster() {
    JsonNode copy = json("--clean-copy", "distinct");
    assertEquals("distinct", copy.at("/dataset").asString());
    assertEquals(Posts.COUNT - COPIES, copy.at("/count").asInt());
    assertEquals("", Cli.ok("duplicates", database, "distinct", "--candidates").out());
    assertTrue(Cli.ok("info", database, "posts").out().contains("400 data"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--curve --cutoff 0.1 | give it alone",
        "--curve --delete | give it alone",
        "--delete --candidates | give one of --candidates, --check, --tag, --delete and"
            + " --clean-copy",
        "--yes | --yes is for --delete",
        "--cutoff -1 | --cutoff is -1.0; give a distance from 0 up",
        "--cutoff near | --cutoff",
      })
  void optionsThatDoNotFit_areUsageErrors(String options, String expected) {
    String[] more = options.split(" ");
    Object[] command = new Object[3 + more.length];
    System.arraycopy(new Object[] {"duplicates", database, "posts"}, 0, command, 0, 3);
    System.arraycopy(more, 0, command, 3, more.length);
    Cli.Run run = Cli.run(command);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().lines().findFirst().orElse("").contains(expected), run.err());
  }
}
