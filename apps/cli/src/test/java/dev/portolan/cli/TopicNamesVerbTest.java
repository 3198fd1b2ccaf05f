package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Portolan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `portolan topics … edits`, with names that a program gave.
class TopicNamesVerbTest {
  @TempDir private Path directory;
  private Path database;

  @BeforeEach
  void nameTopics() throws IOException {
    database = directory.resolve("db");
    Cli.ok(Posts.write(directory).importInto(database));
    Cli.ok("map", database, "posts", "--projection", "pca");
    try (Portolan db = Portolan.open(database)) {
      db.dataset("posts").map().topicEdits().name(Map.of(1, "First", 2, "Second"));
    }
  }

  @Test
  void names_areOneLine() {
    String edits = Cli.ok("topics", database, "posts", "edits").out();
    assertEquals(1, edits.lines().count(), edits);
    assertTrue(edits.contains("2 topics were named together"), edits);
    assertTrue(Cli.ok("topics", database, "posts").out().contains("Second"));
  }

  @Test
  void names_asJson_areListed() {
    JsonNode edit = Cli.ok("topics", database, "posts", "edits", "--json").json().at("/edits/0");
    assertEquals("name", edit.at("/edit").asString());
    assertEquals(2, edit.at("/topics").size());
    assertEquals(1, edit.at("/topics/0/topic_id").asInt());
    assertEquals("First", edit.at("/topics/0/label").asString());
    assertTrue(edit.at("/waits").isBoolean());
  }

  @Test
  void undo_takesAllNamesBack() {
    Cli.ok("topics", database, "posts", "undo");
    assertTrue(
        Cli.ok("topics", database, "posts", "edits").out().contains("as the build found them"));
  }
}
