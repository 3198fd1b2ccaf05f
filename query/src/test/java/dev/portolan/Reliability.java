package dev.portolan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes what the tests of reliability did, one line of JSON each, to `target/reliability.json`.
final class Reliability {
  private static final Path FILE = Path.of("target/reliability.json");

  private Reliability() {}

  /// @param test the row of the programme
  /// @param count how many times it was tried
  /// @param unit what was counted
  /// @param outcome what came of it
  static synchronized void report(String test, long count, String unit, String outcome) {
    Map<String, Object> line =
        Map.of("test", test, "count", count, "unit", unit, "outcome", outcome, "seed", Blobs.SEED);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE,
          new JsonMapper().writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
