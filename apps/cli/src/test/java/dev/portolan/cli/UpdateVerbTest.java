package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `portolan update`.
class UpdateVerbTest {
  @TempDir private static Path origin;
  @TempDir private Path directory;
  private Path database;

  @BeforeAll
  static void mapPosts() throws IOException {
    Cli.ok(Posts.write(origin).importInto(origin.resolve("db")));
    Cli.ok("map", origin.resolve("db"), "posts");
  }

  @BeforeEach
  void copy() throws IOException {
    database = Posts.copy(origin.resolve("db"), directory.resolve("db"));
  }

  @Test
  void nothingChanged_saysSo() {
    assertTrue(Cli.ok("update", database, "posts").out().contains("is up to date, generation 1"));
    JsonNode answer = Cli.ok("update", database, "posts", "--json").json();
    assertTrue(answer.path("update").isNull(), answer.toString());
  }

  @Test
  void deletedData_leaveWithoutAnybodyMoving() {
    Cli.ok("delete", database, "posts", "p1", "p2");
    String told = Cli.ok("update", database, "posts").out();
    assertTrue(told.contains("generation 1 to 2"), told);
    assertTrue(told.contains("0 came or changed, 2 left"), told);
    assertTrue(told.contains("placed, nobody moved"), told);
    assertTrue(Cli.ok("generations", database, "posts").out().contains("generation 1 updated"));
  }

  @Test
  void policy_isKept() {
    Cli.ok("delete", database, "posts", "p1");
    JsonNode update = Cli.ok("update", database, "posts", "--policy", "refit", "--json").json();
    assertEquals("refit", update.at("/update/level").asString());
    assertEquals("asked for", update.at("/update/reason").asString());
    assertEquals(1, update.at("/update/dropped").asInt());
  }

  @Test
  void generations_compared() {
    Cli.ok("delete", database, "posts", "p1", "p2");
    Cli.ok("update", database, "posts");
    String told = Cli.ok("generations", database, "posts", "--from", "1").out();
    assertTrue(told.contains("generation 1 to 2"), told);
    assertTrue(told.contains("0 came, 2 left"), told);
    assertTrue(told.contains("nobody"), told);
    JsonNode answer = Cli.ok("generations", database, "posts", "--to", "2", "--json").json();
    assertEquals(2, answer.at("/changes/left").asInt());
    String refused = Cli.run("generations", database, "posts", "--to", "1").err();
    assertTrue(refused.contains("no generation before 1"), refused);
  }

  @Test
  void overlay_laysTheSameDataOver() {
    String told =
        Cli.ok("overlay", database, "posts", "--over", "{\"ids\": [\"p1\", \"p2\"]}").out();
    assertTrue(told.contains("2 data over"), told);
    JsonNode answer =
        Cli.ok("overlay", database, "posts", "--over", "{\"ids\": [\"p1\"]}", "--json").json();
    assertEquals("p1", answer.at("/data/0/id").asString());
    String refused = Cli.run("overlay", database, "posts").err();
    assertTrue(refused.contains("nothing to lay over"), refused);
  }
}
