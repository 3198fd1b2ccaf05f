package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `portolan topics … rename, merge, hide, undo, edits, changes`.
class TopicEditVerbsTest {
  @TempDir private static Path origin;
  @TempDir private Path directory;
  private Path database;

  @BeforeAll
  static void mapPosts() throws IOException {
    Cli.ok(Posts.write(origin).importInto(origin.resolve("db")));
    Cli.ok("map", origin.resolve("db"), "posts");
  }

  @BeforeEach
  void restore() {
    database = directory.resolve("db");
    Cli.ok("restore", origin.resolve("db"), database);
  }

  private Object[] all(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("topics", database, "posts"));
    all.addAll(Arrays.asList(arguments));
    return all.toArray();
  }

  private String told(Object... arguments) {
    return Cli.ok(all(arguments)).out();
  }

  private String refused(Object... arguments) {
    Cli.Run run = Cli.run(all(arguments));
    assertEquals(1, run.exitCode(), run.err());
    return run.sentence();
  }

  private List<JsonNode> metadata() {
    return Cli.ok(all("--metadata", "--json")).json().path("topics").valueStream().toList();
  }

  @Test
  void rename_byIdAndByLabel_isShownAndTakenBack() {
    JsonNode first = metadata().getFirst();
    String label = first.path("topic_short_description").asString();
    String id = first.path("topic_id").asString();
    assertTrue(
        told("rename", id, "Late delivery").contains("topic " + id + " is called 'Late delivery'"));
    assertTrue(told("--depth", "1").contains("Late delivery"));
    assertTrue(told("rename", "Late delivery", "Lost parcels").contains("Lost parcels"));
    assertEquals(2, Cli.ok(all("edits", "--json")).json().path("edits").size());
    told("undo");
    assertTrue(told("undo").contains("as the build found them"));
    assertEquals(label, metadata().getFirst().path("topic_short_description").asString());
  }

  @Test
  void hideAndMerge_areKeptThroughARebuild() {
    List<JsonNode> before = metadata();
    List<String> first =
        before.stream()
            .filter(topic -> topic.path("depth").asInt() == 1)
            .map(topic -> topic.path("topic_id").asString())
            .toList();
    told("merge", first.get(1), first.get(0));
    told("hide", first.get(2));
    int left = metadata().size();
    assertTrue(left < before.size());
    Cli.ok("map", database, "posts");
    assertEquals(left, metadata().size());
    assertTrue(told("changes").contains("0 new, 0 gone"), told("changes"));
    JsonNode changes = Cli.ok(all("changes", "--json")).json();
    assertEquals(before.size(), changes.path("kept").size());
  }

  @Test
  void metadata_hasExemplarsPlaceAndDensity() {
    JsonNode topic = metadata().getFirst();
    assertEquals(3, topic.path("exemplars").size());
    assertTrue(
        topic.path("x").isNumber() && topic.path("density").asDouble() > 1, topic.toString());
  }

  @Test
  void mistakes_areOneSentence() {
    assertTrue(refused("rename", "900", "x").contains("topic 900 does not exist"));
    assertTrue(refused("hide", "no such topic").contains("there is no topic 'no such topic'"));
    assertTrue(refused("undo").contains("nothing to take back"));
    assertTrue(refused("changes").contains("only generation 1"));
  }
}
