package dev.portolan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A database's directory as it was before a command that may make it.
///
/// @param there whether the directory was there
/// @param inhabited whether anything was in it
record FreshDatabase(Path directory, boolean there, boolean inhabited) {
  /// All there is in a database without datasets.
  private static final Set<String> OWN_FILES = Set.of("portolan.json", "portolan.lock");

  static FreshDatabase before(Path directory) throws IOException {
    boolean there = Files.isDirectory(directory);
    return new FreshDatabase(directory, there, there && !inside(directory).isEmpty());
  }

  /// Takes the database away again when the command made it and nothing came into it.
  void removeIfEmpty() throws IOException {
    if (inhabited || !Files.isDirectory(directory)) {
      return;
    }
    List<Path> files = inside(directory);
    if (files.stream().allMatch(file -> OWN_FILES.contains(file.getFileName().toString()))) {
      for (Path file : files) {
        Files.delete(file);
      }
      if (!there) {
        Files.delete(directory);
      }
    }
  }

  private static List<Path> inside(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
