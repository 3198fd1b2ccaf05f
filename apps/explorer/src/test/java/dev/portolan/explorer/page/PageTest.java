package dev.portolan.explorer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The page's own tests, by the Node that built it.
class PageTest {
  private static final Path PAGE = Path.of("page").toAbsolutePath();
  private static final Path RUNNER = PAGE.resolve("node_modules/vitest/vitest.mjs");

  @Test
  void page_passesItsOwnTests() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.exists(RUNNER),
        "the page was not built here (no Node.js, or -DskipExplorer): its own tests are skipped");
    Process tests =
        new ProcessBuilder("node", RUNNER.toString(), "run", "--reporter=verbose")
            .directory(PAGE.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tests.waitFor(), said);
  }
}
