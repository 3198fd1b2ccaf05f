package dev.portolan.explorer.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Portolan;
import dev.portolan.explorer.Tickets;
import dev.portolan.explorer.http.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/// The folder that is shared.
class SharedFolderTest {
  private static final SharedFolder.Pictures NONE = new SharedFolder.Pictures(null, null);

  @TempDir private Path folder;

  @Test
  void script_holdsTheAnswerAndNoTag() throws IOException {
    DataScript scripts = new DataScript(folder);
    scripts.json(
        "a/b", JsonNodeFactory.instance.objectNode().put("text", "</script><script>alert(1)"));
    String script = Files.readString(folder.resolve("a/b.js"));
    assertEquals(
        "portolanData(\"a/b\",{\"text\":\"\\u003c/script>\\u003cscript>alert(1)\"});\n", script);
    scripts.frame("f", new Frame().u8("x", new byte[] {1, 2, 3}));
    String frame = Files.readString(folder.resolve("f.js"));
    String base64 = frame.substring("portolanData(\"f\",\"".length(), frame.length() - 4);
    assertEquals(0, Base64.getDecoder().decode(base64).length % 8);
  }

  @Test
  void folder_holdsPageAndDataAndFilesNamedPlainly() throws IOException {
    Assumptions.assumeTrue(
        SharedFolder.class.getResource("/dev/portolan/explorer/page/site/index.html") != null,
        "this build has no page (no Node.js, or -DskipExplorer): no folder to share");
    try (Portolan db = Tickets.create(folder.resolve("db"))) {
      db.dataset(Tickets.NAME).tags().create("<b>tag</b>", List.of("t1"));
      Path site = folder.resolve("site");
      int files =
          SharedFolder.write(
              db.dataset(Tickets.NAME),
              "db",
              List.of("default"),
              site,
              NONE,
              (what, done, total) -> {});
      try (var all = Files.walk(site)) {
        List<Path> found = all.filter(Files::isRegularFile).toList();
        assertEquals(files, found.size());
        for (Path file : found) {
          String name = site.relativize(file).toString();
          assertTrue(name.matches("[A-Za-z0-9._/-]+"), name);
          if (name.startsWith("data/")) {
            assertTrue(Files.readString(file).startsWith("portolanData(\""), name);
            assertFalse(Files.readString(file).contains("<"), name);
          }
        }
      }
      String index = Files.readString(site.resolve("index.html"));
      assertFalse(index.contains("type=\"module\""), "no module loads from disk");
      assertThrows(
          IllegalArgumentException.class,
          () ->
              SharedFolder.write(
                  db.dataset(Tickets.NAME),
                  "db",
                  List.of("default"),
                  site,
                  NONE,
                  (what, done, total) -> {}));
    }
  }
}
