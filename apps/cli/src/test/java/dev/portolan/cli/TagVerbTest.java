package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `portolan tag`, and tags in other verbs.
class TagVerbTest {
  @TempDir private static Path origin;
  @TempDir private Path directory;
  private Path database;

  @BeforeAll
  static void importPosts() throws IOException {
    Cli.ok(Posts.write(origin).importInto(origin.resolve("db")));
  }

  @BeforeEach
  void restore() {
    database = directory.resolve("db");
    Cli.ok("restore", origin.resolve("db"), database);
  }

  private Cli.Run tag(Object... arguments) {
    return Cli.run(all(arguments));
  }

  private Cli.Run tagged(Object... arguments) {
    return Cli.ok(all(arguments));
  }

  private Object[] all(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "tag";
    all[1] = database;
    all[2] = "posts";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return all;
  }

  private String refused(Object... arguments) {
    Cli.Run run = tag(arguments);
    assertEquals(1, run.exitCode(), run.err());
    assertEquals(1, run.sentence().lines().count(), run.err());
    return run.sentence();
  }

  @Test
  void edits_sayWhatTheTagIsAfterwards() {
    assertTrue(tagged("list").out().contains("no tags yet"));
    assertEquals("refund: 0 data; frozen", tagged("create", "refund").out().strip());
    assertEquals(
        "refund: 3 data, 3 more than before; frozen",
        tagged("add", "refund", "--id", "p1", "p2", "p3").out().strip());
    assertEquals(
        "refund: 2 data, 1 fewer than before; frozen",
        tagged("remove", "refund", "--id", "p2").out().strip());
    assertEquals(
        "money back: 2 data; frozen", tagged("rename", "refund", "money back").out().strip());
    assertEquals("p1\np3\n", tagged("list", "money back").out());
    assertTrue(tagged("list").out().matches("  money back +2  frozen\n"), tagged("list").out());
    assertEquals("money back: deleted, 0 tags left", tagged("delete", "money back").out().strip());
  }

  @Test
  void ids_comeFromAFileAndFromStandardInput() throws IOException {
    Path file = Files.writeString(directory.resolve("ids"), "p1\r\np2\n\np3");
    assertTrue(tagged("create", "file", "--ids", file).out().startsWith("file: 3 data"));
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("p7\np8\n".getBytes(StandardCharsets.UTF_8)));
      assertTrue(tagged("add", "file", "--ids", "-").out().startsWith("file: 5 data, 2 more"));
    } finally {
      System.setIn(before);
    }
    assertTrue(refused("add", "file", "--ids", directory.resolve("no")).contains("no such file"));
    Path bad = Files.write(directory.resolve("bad"), new byte[] {(byte) 0xff, 10});
    assertTrue(refused("add", "file", "--ids", bad).contains("is not UTF-8"));
    assertTrue(refused("add", "file", "--id", "p1", "nobody").contains("[nobody]"));
  }

  @Test
  void liveTags_areMadeChangedAndFrozen() throws IOException {
    String rule = "{\"ids\": [\"p1\", \"p2\"]}";
    Path file = Files.writeString(directory.resolve("rule.json"), rule);
    tagged("create", "few", "--rule", "@" + file);
    JsonNode made =
        tagged("create", "rest", "--rule", "{\"not\": {\"tagged\": \"few\"}}", "--json").json();
    assertEquals(Posts.COUNT - 2, made.at("/tag/count").asInt());
    assertFalse(made.at("/tag/frozen").asBoolean());
    assertEquals("few", made.at("/tag/rule/not/tagged/tag").asString());
    assertEquals(
        "portolan: tag 'few' cannot have this rule: it leads back to the tag itself (few → rest →"
            + " few); leave one of them out",
        refused("rule", "few", "{\"tagged\": \"rest\"}"));
    assertTrue(refused("delete", "few").contains("named by the rule of tag 'rest'"));
    assertTrue(tagged("rule", "few", "{\"ids\": [\"p1\"]}").out().contains("1 fewer"));
    assertTrue(tagged("freeze", "few").out().strip().endsWith("frozen"));
    tagged("add", "rest", "--id", "p1");
    JsonNode all = tagged("list", "--json").json();
    assertEquals(1, all.at("/format").asInt());
    assertEquals("few", all.at("/tags/0/name").asString());
    assertEquals(Posts.COUNT, all.at("/tags/1/count").asInt());
    assertEquals(1, tagged("list", "few", "--json").json().at("/ids").size());
  }

  @Test
  void otherVerbs_knowTags() throws IOException {
    tagged("create", "it's \"odd\", ü", "--id", "p1", "p2");
    tagged("create", "none");
    String filter = "{\"tagged\": \"it's \\\"odd\\\", ü\"}";
    String csv = Cli.ok("export", database, "posts", "-", "--filter", filter, "--tags").out();
    List<String> lines = csv.lines().toList();
    assertEquals(3, lines.size());
    assertTrue(
        lines.getFirst().endsWith(",\"tag:it's \"\"odd\"\", ü\",tag:none"), lines.getFirst());
    assertTrue(lines.get(1).endsWith(",true,false"), lines.get(1));
    assertFalse(Cli.ok("export", database, "posts", "-").out().contains("tag:"));
    assertTrue(Cli.ok("info", database).out().contains("2 (it's \"odd\", ü, none)"));
    assertEquals(2, Cli.ok("info", database, "--json").json().at("/datasets/0/tags").size());
    Cli.ok("delete", database, "posts", "--filter", filter);
    assertEquals(0, tagged("list", "--json").json().at("/tags/0/count").asInt());
    assertTrue(Cli.ok("verify", database).out().contains("sound"));
  }

  @Test
  void mistakes_areOneSentence() {
    tagged("create", "refund");
    assertEquals(
        "portolan: there is no tag 'refnd'; there are 1: [refund]",
        refused("add", "refnd", "--id", "p1"));
    assertTrue(refused("create", "refund").contains("exists"));
    assertTrue(refused("create", "").contains("0 bytes"));
    assertTrue(refused("create", "x".repeat(2000)).contains("2000 bytes"));
    assertTrue(refused("rule", "refund", "{").contains("no valid JSON"));
    assertTrue(refused("list", "refnd").contains("refund"));
    assertEquals(2, tag("add", "refund").exitCode());
    assertEquals(2, tag("create", "x", "--id", "p1", "--rule", "{\"all\": {}}").exitCode());
    assertEquals(2, tag("burn").exitCode());
    assertEquals(1, tagged("list", "--json").json().at("/tags").size());
  }

  @Test
  void help_hasExamplesForEachCommand() {
    assertTrue(Cli.ok("tag", "--help").out().contains("Examples:"));
    for (String command :
        List.of("list", "create", "add", "remove", "rename", "rule", "freeze", "delete")) {
      String help = Cli.ok("tag", database, "posts", command, "--help").out();
      assertTrue(help.contains("portolan tag DB DATASET " + command), help);
      assertTrue(help.contains("Examples:"), help);
    }
  }
}
