package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.exchange.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An update that takes long, cancelled in the browser.
class CancelledUpdateTest {
  private static final int DIMENSIONS = 12;

  /// Enough for minutes with all data, for a second with the first.
  private static final int EPOCHS = 20_000;

  @TempDir private Path folder;

  @Test
  void update_cancelledOnThePage_leavesTheMap() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      Path db = folder.resolve("db");
      load(db, 0, 150);
      Cli.ok("map", db, "posts", "--no-topics", "--n-epochs", EPOCHS);
      String before = Cli.ok("export", db, "posts", "-").out();
      load(db, 150, 4_000, "--append");
      try (ServedMap served = ServedMap.of(db, "posts")) {
        MapPage page = new MapPage(chromium.page(1280, 800));
        page.open(served.address());
        page.panel("map").getByTestId("update").click();
        page.part("job-cancel").click();
        page.page().getByText("Cancelled; the map is as it was.").waitFor();
        page.part("update").waitFor();
        assertEquals(150, page.painted());
        page.page().context().close();
        assertEquals("", served.complaints());
      }
      assertEquals(List.of(), chromium.complaints());
      assertEquals(
          1, Cli.ok("generations", db, "posts", "--json").json().get("generations").size());
      assertEquals(
          before.lines().count(),
          Cli.ok("export", db, "posts", "-")
              .out()
              .lines()
              .filter(CancelledUpdateTest::old)
              .count());
    }
  }

  private static boolean old(String line) {
    return line.startsWith("id,") || Integer.parseInt(line.substring(1, line.indexOf(','))) < 150;
  }

  private void load(Path db, int from, int to, String... more) throws IOException {
    SplittableRandom random = new SplittableRandom(from + 7);
    StringBuilder lines = new StringBuilder();
    float[][] vectors = new float[to - from][DIMENSIONS];
    for (int i = from; i < to; i++) {
      lines.append("{\"id\": \"d%d\", \"body\": \"post %d\"}\n".formatted(i, i));
      for (int j = 0; j < DIMENSIONS; j++) {
        vectors[i - from][j] = (float) random.nextGaussian() + (i % 4 == j ? 4 : 0);
      }
    }
    Path file = Files.writeString(folder.resolve("posts%d.jsonl".formatted(from)), lines);
    Path npy = folder.resolve("vectors%d.npy".formatted(from));
    NpyFile.write(npy, vectors);
    List<Object> command =
        new java.util.ArrayList<>(
            List.of("import", db, "posts", file, "--id", "id", "--vectors", npy));
    command.addAll(more.length == 0 ? List.of("--text", "body") : List.of(more));
    Cli.ok(command.toArray());
  }
}
