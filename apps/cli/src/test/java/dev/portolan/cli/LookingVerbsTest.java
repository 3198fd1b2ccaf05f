package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `render`, `serve` and `export --site` from the command line.
class LookingVerbsTest {
  @TempDir private static Path folder;
  private static Path database;

  @TempDir private Path scratch;

  @BeforeAll
  static void map() throws IOException {
    database = folder.resolve("db");
    Cli.ok(Posts.write(folder).importInto(database));
    Cli.ok("map", database, "posts");
  }

  @Test
  void render_drawsTheSamePictureTwice() throws IOException {
    Path first = scratch.resolve("first.png");
    Path second = scratch.resolve("second.png");
    Cli.ok("render", database, "posts", first, "--size", "640x480", "--dark");
    Cli.ok("render", database, "posts", second, "--size", "640x480", "--dark");
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    assertEquals(640, ImageIO.read(first.toFile()).getWidth());
    Cli.ok("render", database, "posts", second, "--color", "product", "--title", "");
    assertFalse(java.util.Arrays.equals(Files.readAllBytes(first), Files.readAllBytes(second)));
  }

  @Test
  void render_refusesInOneSentenceAndLeavesNothing() throws IOException {
    Path picture = scratch.resolve("map.png");
    assertEquals(2, Cli.run("render", database, "posts", picture, "--size", "big").exitCode());
    assertEquals(1, Cli.run("render", database, "posts", picture, "--size", "2x2").exitCode());
    Cli.Run text = Cli.run("render", database, "posts", picture, "--color", "body");
    assertEquals(1, text.exitCode());
    assertTrue(text.sentence().contains("column 'body' is a text"), text.sentence());
    assertEquals(1, Cli.run("render", database, "posts", picture, "--map", "other").exitCode());
    try (var left = Files.list(scratch)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void serve_answersUntilItIsCancelled() throws Exception {
    URI page;
    try (ServedMap served = ServedMap.of(database, "posts", "--read-only")) {
      page = URI.create(served.address());
      HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
      assertEquals(200, connection.getResponseCode());
      assertEquals("", served.complaints());
    }
    HttpURLConnection gone = (HttpURLConnection) page.toURL().openConnection();
    assertEquals(
        "refused",
        org.junit.jupiter.api.Assertions.assertThrows(
                java.net.ConnectException.class, gone::getResponseCode)
            .getMessage()
            .replaceAll(".*(refused).*", "$1"));
  }

  @Test
  void serve_findsWrongNamesOutAtOnce() {
    Cli.Run dataset = Cli.run("serve", database, "nobody");
    assertEquals(1, dataset.exitCode());
    assertTrue(dataset.sentence().contains("there is no dataset 'nobody'"), dataset.sentence());
    assertEquals(1, Cli.run("serve", database, "posts", "--map", "nobody").exitCode());
    assertEquals(1, Cli.run("serve", database, "--images", scratch.resolve("no")).exitCode());
    assertEquals(1, Cli.run("serve", database, "--pixels", "large").exitCode());
  }

  @Test
  void exportSite_wantsAFolderOrAFileNotBoth() throws IOException {
    Path site = scratch.resolve("site");
    assertEquals(2, Cli.run("export", database, "posts").exitCode());
    assertEquals(2, Cli.run("export", database, "posts", "a.csv", "--site", site).exitCode());
    assertEquals(2, Cli.run("export", database, "posts", "--site", site, "--tags").exitCode());
    Files.createDirectories(site);
    Files.writeString(site.resolve("mine.txt"), "keep");
    Cli.Run full = Cli.run("export", database, "posts", "--site", site);
    assertEquals(1, full.exitCode());
    assertTrue(full.sentence().contains("is not empty"), full.sentence());
  }
}
