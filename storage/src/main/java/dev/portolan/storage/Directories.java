package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/// Whole directories: opened, listed, sized, made durable, removed.
final class Directories {
  private static final String RETIRED = "retired-";

  private Directories() {}

  /// Opens a directory for Lucene, which would otherwise make the one that is not there.
  static FSDirectory open(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    return FSDirectory.open(directory);
  }

  /// Whether a directory holds a Lucene index with a commit.
  static boolean hasCommit(Path directory) {
    return files(directory).stream().anyMatch(name -> name.startsWith(IndexFileNames.SEGMENTS));
  }

  /// The names in a directory, sorted; none where there is no directory.
  static List<String> files(Path directory) {
    try (Stream<Path> inside = Files.list(directory)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw DataStore.failed(directory, "listed", e);
    }
  }

  /// Makes durable which files are in a directory and in those below it.
  static void sync(Path directory) throws IOException {
    try (Stream<Path> inside = Files.walk(directory)) {
      for (Path each : inside.filter(Files::isDirectory).toList()) {
        IOUtils.fsync(each, true);
      }
    }
  }

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

  /// Removes a directory in one step, as others see it: it goes under another name first. What a
  /// kill leaves of it is removed by [#removeRetired].
  static void retire(Path directory) {
    retire(directory, directory.resolveSibling(RETIRED + directory.getFileName()));
  }

  /// @param under what it is called while it is removed
  static void retire(Path directory, Path under) {
    delete(under);
    if (Files.exists(directory)) {
      try {
        Files.move(directory, under, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw DataStore.failed(directory, "removed", e);
      }
      delete(under);
    }
  }

  /// Removes what [#retire] left in a directory when its process was killed.
  static void removeRetired(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> inside = Files.list(directory)) {
      inside
          .filter(path -> path.getFileName().toString().startsWith(RETIRED))
          .forEach(Directories::delete);
    } catch (IOException e) {
      throw DataStore.failed(directory, "listed", e);
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

  /// Bytes of all files below a directory; what another process removes meanwhile does not count.
  static long bytes(Path directory) {
    long[] bytes = new long[1];
    if (Files.isDirectory(directory)) {
      try {
        Files.walkFileTree(
            directory,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        throw DataStore.failed(directory, "read", e);
      }
    }
    return bytes[0];
  }
}
