package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The verbs that keep a database: backup, restore, copy, generations, rollback.
class KeepingVerbsTest {
  @TempDir private static Path origin;
  @TempDir private Path directory;

  @BeforeAll
  static void importAndMap() throws IOException {
    Cli.ok(Posts.write(origin).importInto(origin.resolve("db")));
    for (int seed = 1; seed <= 3; seed++) {
      map(origin.resolve("db"), seed, 2);
    }
  }

  private static void map(Path database, int seed, int keep) {
    Cli.ok("map", database, "posts", "--n-epochs", 10, "--seed", seed, "--keep", keep);
  }

  private Path copyOfOrigin() {
    Path database = directory.resolve("db");
    Cli.ok("restore", origin.resolve("db"), database);
    return database;
  }

  private static String export(Path database, String dataset) {
    return Cli.ok("export", database, dataset, "-").out();
  }

  @Test
  void backupThenRestore_isTheSameExport() {
    Path database = origin.resolve("db");
    Path backup = directory.resolve("backups/monday");
    Cli.Run told = Cli.ok("backup", database, backup);
    assertTrue(told.out().contains("1 dataset with"), told.out());
    assertTrue(told.out().contains("all checked"), told.out());
    assertTrue(Cli.ok("verify", backup).out().contains("sound"));
    Path restored = directory.resolve("restored");
    JsonNode json = Cli.ok("restore", backup, restored, "--json").json();
    assertEquals("posts", json.at("/datasets/0").asString());
    assertTrue(json.at("/files").asInt() > 20 && json.at("/bytes").asLong() > 10_000);
    assertEquals(export(database, "posts"), export(restored, "posts"));
    Cli.Run again = Cli.run("restore", backup, restored);
    assertEquals(1, again.exitCode());
    assertTrue(again.sentence().contains("is a database already"), again.sentence());
    assertEquals(1, Cli.run("backup", database, backup).exitCode());
    assertEquals(1, Cli.run("backup", directory.resolve("no"), backup).exitCode());
  }

  @Test
  void oneDataset_isRestoredUnderAFreeName() {
    Path database = copyOfOrigin();
    Path backup = directory.resolve("backup");
    Cli.ok("backup", database, backup, "--dataset", "posts");
    Cli.Run taken = Cli.run("restore", backup, database, "--dataset", "posts");
    assertEquals(1, taken.exitCode());
    assertTrue(taken.sentence().contains("'posts' exists"), taken.sentence());
    JsonNode json =
        Cli.ok("restore", backup, database, "--dataset", "posts", "--as", "old", "--json").json();
    assertEquals("old", json.at("/dataset").asString());
    assertEquals(Posts.COUNT, json.at("/count").asInt());
    assertEquals("default", json.at("/maps/0").asString());
    assertEquals(export(database, "posts"), export(database, "old"));
    assertEquals(2, Cli.run("restore", backup, database, "--as", "x").exitCode());
    Path fresh = directory.resolve("fresh");
    assertEquals(1, Cli.run("restore", backup, fresh, "--dataset", "nobody").exitCode());
    assertFalse(Files.exists(fresh));
  }

  @Test
  void copy_isTheSameExportAndGoesItsOwnWay() {
    Path database = copyOfOrigin();
    Cli.Run told = Cli.ok("copy", database, "posts", "before");
    assertTrue(told.out().startsWith("before: 400 data and 1 map of posts"), told.out());
    assertEquals(export(database, "posts"), export(database, "before"));
    Cli.ok("delete", database, "posts", "p0");
    assertEquals(
        Posts.COUNT,
        Cli.ok("info", database, "before", "--json").json().at("/datasets/0/count").asInt());
    Cli.Run taken = Cli.run("copy", database, "posts", "before");
    assertTrue(taken.exitCode() == 1 && taken.sentence().contains("exists"), taken.sentence());
    assertTrue(Cli.ok("copy", database, "posts", "again", "--json").json().has("copied_from"));
  }

  @Test
  void cancelledBackup_leavesNothing() {
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    Path backup = directory.resolve("deep/backup");
    Cli.Run run = Cli.run(cancellation, "backup", origin.resolve("db"), backup);
    assertEquals(130, run.exitCode());
    assertTrue(run.sentence().contains("nothing of the backup is left"), run.sentence());
    assertFalse(Files.exists(directory.resolve("deep")));
  }

  @Test
  void damagedSource_isOneSentence() throws IOException {
    Path database = copyOfOrigin();
    Path vectors;
    try (Stream<Path> files = Files.walk(database)) {
      vectors = files.filter(file -> file.toString().endsWith(".vec")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(vectors);
    bytes[bytes.length / 2] ^= 1;
    Files.write(vectors, bytes);
    Path backup = directory.resolve("backup");
    Cli.Run run = Cli.run("backup", database, backup);
    assertEquals(1, run.exitCode());
    assertEquals(1, run.err().strip().lines().count(), run.err());
    assertTrue(run.sentence().contains(vectors.toString()), run.sentence());
    assertFalse(Files.exists(backup));
  }

  @Test
  void generations_areListedAndRolledBack() {
    Path database = copyOfOrigin();
    String current = export(database, "posts");
    Cli.Run told = Cli.ok("generations", database, "posts");
    assertEquals(4, told.out().lines().count());
    assertTrue(told.out().strip().endsWith("built, current"), told.out());
    Cli.Run back = Cli.ok("rollback", database, "posts");
    assertTrue(
        back.out().startsWith("posts: map 'default' is generation 4 now, the same as generation 2"),
        back.out());
    assertTrue(back.out().contains("400 data on it, 0 not"), back.out());
    assertFalse(export(database, "posts").equals(current));
    JsonNode json = Cli.ok("rollback", database, "posts", 3, "--json").json();
    assertEquals(3, json.at("/rolled_back_to").asInt());
    assertEquals(5, json.at("/generation").asInt());
    assertEquals(current, export(database, "posts"));
    JsonNode list = Cli.ok("generations", database, "posts", "--json").json().at("/generations");
    assertEquals(3, list.size());
    assertEquals("rollback 3", list.get(2).at("/origin").asString());
    assertEquals(Posts.COUNT, list.get(2).at("/data").asInt());
    assertEquals(1, list.get(2).at("/data_commit").asInt());
    Cli.Run unknown = Cli.run("rollback", database, "posts", 99);
    assertEquals(1, unknown.exitCode());
    assertTrue(unknown.sentence().contains("earlier ones are [3, 4]"), unknown.sentence());
    map(database, 9, 0);
    assertEquals(
        1, Cli.ok("generations", database, "posts", "--json").json().at("/generations").size());
    Cli.Run none = Cli.run("rollback", database, "posts");
    assertTrue(none.sentence().contains("no earlier generation"), none.sentence());
    assertEquals(2, Cli.run("map", database, "posts", "--keep", -1).exitCode());
  }

  @Test
  void optimize_afterDeletes_saysWhatCameBack() {
    Path database = copyOfOrigin();
    Cli.ok("delete", database, "posts", "p1", "p2", "p3");
    JsonNode json = Cli.ok("optimize", database, "posts", "--json").json();
    assertEquals(Posts.COUNT - 3, json.at("/count").asInt());
    assertTrue(json.at("/bytes").asLong() < json.at("/bytes_before").asLong(), json.toString());
    assertTrue(Cli.ok("optimize", database, "posts").out().contains("in one segment"));
  }

  @Test
  void columns_addRenameDropExpire_areListed() {
    Path database = copyOfOrigin();
    String listed =
        Cli.ok(
                "columns",
                database,
                "posts",
                "--add",
                "until=timestamp",
                "--add",
                "note=text:english",
                "--expire-by",
                "until")
            .out();
    assertTrue(listed.contains("timestamp, data expire by it"), listed);
    assertTrue(listed.contains("text:english"), listed);
    Cli.Run refused = Cli.run("columns", database, "posts", "--drop", "until");
    assertEquals(1, refused.exitCode());
    assertTrue(refused.sentence().contains("data expire by column 'until'"), refused.sentence());
    Cli.ok("columns", database, "posts", "--expire-by", "never");
    JsonNode json =
        Cli.ok("columns", database, "posts", "--rename", "note=remark", "--drop", "until", "--json")
            .json();
    String names = json.at("/columns").toString();
    assertTrue(names.contains("remark") && !names.contains("until"), names);
    assertTrue(json.at("/expiry").isNull());
    assertEquals(2, Cli.run("columns", database, "posts", "--add", "x=number").exitCode());
    assertEquals(
        Posts.COUNT, Cli.ok("info", database, "--json").json().at("/datasets/0/count").asInt());
  }

  @Test
  void verifyRepair_damagedMap_isBuiltAgainAndDamagedDataAreLeft() throws IOException {
    Path database = copyOfOrigin();
    Path maps = database.resolve("posts/maps/default/generations");
    flip(maps.resolve("000003"), ".dvd");
    Cli.Run damaged = Cli.run("verify", database);
    assertEquals(1, damaged.exitCode());
    assertTrue(damaged.out().contains("can be built again: --repair"), damaged.out());
    Cli.Run repaired = Cli.ok("verify", database, "--repair");
    assertTrue(
        repaired.out().contains("generation 3 of map 'default' was dropped"), repaired.out());
    assertTrue(repaired.out().contains("with the options of generation 3"), repaired.out());
    assertTrue(Cli.ok("verify", database).out().contains("sound"));
    Cli.ok("topics", database, "posts");
    flip(database.resolve("posts/data"), ".vec");
    Cli.Run hopeless = Cli.run("verify", database, "--repair");
    assertEquals(1, hopeless.exitCode());
    assertTrue(hopeless.out().contains("only a backup can replace it"), hopeless.out());
    assertTrue(hopeless.out().contains("nothing was repaired"), hopeless.out());
  }

  private static void flip(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Path file =
          files.filter(each -> each.toString().endsWith(ending)).sorted().findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
  }
}
