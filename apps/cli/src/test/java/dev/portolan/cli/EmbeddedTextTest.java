package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the commands do where they make the vectors themselves.
class EmbeddedTextTest {
  private static final String MODEL = "all-MiniLM-L6-v2-q";

  @TempDir private Path directory;

  @Test
  void demo_showsTheWholeWayAndCanRunAgain() {
    Path database = directory.resolve("my demo");
    Cli.ok("demo", "--db", database, "--size", 300);
    String said = Cli.ok("demo", "--db", database, "--size", 400).out();
    for (String part :
        List.of(
            "400 noun definitions",
            "What it is about",
            "“someone who writes poems”",
            "Said more than once",
            "portolan search '" + database + "' wordnet")) {
      assertTrue(said.contains(part), said);
    }
    JsonNode info = Cli.ok("info", database, "wordnet", "--json").json();
    assertEquals(400, info.at("/datasets/0/count").asInt());
    assertEquals(MODEL, info.at("/datasets/0/embedder").asString());
    assertEquals("definition", info.at("/datasets/0/maps/0/report/topics/labels").asString());
  }

  @Test
  void demo_servesItsMapAtTheEnd() throws Exception {
    Path database = directory.resolve("db");
    try (ServedMap served = ServedMap.ofDemo(database, 50);
        HttpClient client = HttpClient.newHttpClient()) {
      String page = served.address().replaceAll("#.*", "");
      HttpRequest asked = HttpRequest.newBuilder(URI.create(page)).build();
      assertEquals(200, client.send(asked, HttpResponse.BodyHandlers.ofString()).statusCode());
      assertEquals("", served.complaints());
    }
  }

  @Test
  void demoCancelled_leavesNothing() {
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    Path database = directory.resolve("db");
    assertEquals(130, Cli.run(cancellation, "demo", "--db", database, "--size", 50).exitCode());
    assertTrue(Files.notExists(database));
  }

  @Test
  void importedText_isEmbeddedAndFound() throws IOException {
    Path database = directory.resolve("db");
    Path file =
        Files.write(
            directory.resolve("posts.csv"),
            List.of(
                "id,title,body",
                "a,Parcel,the parcel never arrived",
                "b,Card,I was charged twice for one order",
                "c,Screen,the screen stays black"));
    Cli.Run ambiguous =
        Cli.run(
            "import", database, "posts", file, "--id", "id", "--text", "title", "--text", "body");
    assertEquals(1, ambiguous.exitCode());
    assertTrue(ambiguous.err().contains("--embed"), ambiguous.err());
    Cli.ok("import", database, "posts", file, "--id", "id", "--text", "title", "--embed", "body");
    JsonNode found =
        Cli.ok("search", database, "posts", "where is my delivery?", "-k", 1, "--json").json();
    assertEquals("a", found.at("/queries/0/hits/0/id").asString());
    assertTrue(
        Cli.ok("search", database, "posts", "broken display", "-k", 1)
            .out()
            .endsWith("c  the screen stays black\n"));
  }

  @Test
  void checkedText_isWhoseDuplicateItWouldBe() throws IOException {
    Path database = directory.resolve("db");
    Path file =
        Files.write(
            directory.resolve("posts.csv"),
            List.of(
                "id,body",
                "a,the parcel never arrived",
                "b,I was charged twice for one order",
                "c,the screen stays black"));
    Cli.ok("import", database, "posts", file, "--id", "id", "--text", "body");
    Cli.ok("map", database, "posts");
    Object[] check = {
      "duplicates",
      database,
      "posts",
      "--check",
      "The parcel never arrived.",
      "--cutoff",
      .3,
      "--json"
    };
    JsonNode match = Cli.ok(check).json();
    assertTrue(match.at("/duplicate").asBoolean(), match.toString());
    assertEquals("a", match.at("/cluster_id").asString());
    assertTrue(match.at("/duplicate_distance").asDouble() < .3, match.toString());
    check[4] = "does the garden need water in May?";
    match = Cli.ok(check).json();
    assertTrue(!match.at("/duplicate").asBoolean() && match.at("/cluster_id").isNull());
    assertEquals(
        "no duplicate of anything on the map\n",
        Cli.ok("duplicates", database, "posts", "--check", "some other thing").out());
    String said =
        Cli.ok("duplicates", database, "posts", "--check", "the screen stays black").out();
    assertTrue(said.startsWith("duplicate of  c  0.0"), said);
    assertTrue(said.endsWith("the screen stays black\n"), said);
  }

  @Test
  void appendedText_isEmbeddedByTheSameModelOnly() throws IOException {
    Path database = directory.resolve("db");
    Posts posts = Posts.write(directory);
    Cli.ok(posts.importInto(database));
    Cli.Run other = Cli.run("import", database, "posts", posts.posts(), "--id", "id", "--append");
    assertEquals(1, other.exitCode());
    assertTrue(other.err().contains("no known model"), other.err());
    Path file = Files.writeString(directory.resolve("one.jsonl"), "{\"body\": \"first\"}\n");
    Path more = Files.writeString(directory.resolve("two.jsonl"), "{\"body\": \"second\"}\n");
    Cli.ok("import", database, "notes", file, "--text", "body");
    Cli.ok("import", database, "notes", more, "--append");
    assertEquals(
        2, Cli.ok("info", database, "notes", "--json").json().at("/datasets/0/count").asInt());
    Cli.Run search = Cli.run("search", database, "posts", "where is it?");
    assertEquals(1, search.exitCode());
    assertTrue(search.err().contains("12 dimensions"), search.err());
  }
}
