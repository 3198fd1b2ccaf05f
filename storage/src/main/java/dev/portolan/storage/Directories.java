package dev.portolan.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Whole directories: listed by number, sized, removed.
final class Directories {
  private Directories() {}

  /// Removes a directory and all in it; nothing happens where there is none.
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(directory)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw DataStore.failed(directory, "removed", e);
    }
  }

  /// The numbers of the sub-directories named `000012` and the like, ascending.
  static List<Long> numbered(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(directory)) {
      return inside
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("\\d{6,18}"))
          .map(Long::parseLong)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw DataStore.failed(directory, "listed", e);
    }
  }

  static Path numbered(Path directory, long number) {
    return directory.resolve("%06d".formatted(number));
  }

  /// Bytes of all files below a directory.
  static long bytes(Path directory) {
    try (Stream<Path> inside = Files.walk(directory)) {
      return inside.filter(Files::isRegularFile).mapToLong(Directories::size).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
