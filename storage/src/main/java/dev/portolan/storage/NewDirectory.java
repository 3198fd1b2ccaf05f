package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;

/// A directory that is made and filled, and then stays whole or goes with all that came into it.
final class NewDirectory implements AutoCloseable {
  private final Path directory;

  /// The outermost directory that had to be made, or null where `directory` was there, empty.
  private final Path outermost;

  private boolean kept;

  private NewDirectory(Path directory, Path outermost) {
    this.directory = directory;
    this.outermost = outermost;
  }

  /// @throws IllegalArgumentException when there is a file, or a directory that is not empty
  static NewDirectory create(Path directory) throws IOException {
    requireEmpty(directory);
    Path outermost = null;
    for (Path path = directory.toAbsolutePath().normalize();
        path != null && !Files.exists(path);
        path = path.getParent()) {
      outermost = path;
    }
    Files.createDirectories(directory);
    return new NewDirectory(directory, outermost);
  }

  private static void requireEmpty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "%s is a file; name a new or an empty directory".formatted(directory));
    }
    try (Stream<Path> inside = Files.list(directory)) {
      if (inside.findAny().isPresent()) {
        throw new IllegalArgumentException(
            "%s is not empty; name a new or an empty directory (a copy that was killed has no portolan.json: delete it)"
                .formatted(directory));
      }
    }
  }

  Path path() {
    return directory;
  }

  /// Makes durable that everything in the directory is there, and the directory itself.
  void sync() throws IOException {
    Directories.sync(directory);
    if (outermost != null) {
      for (Path made = directory.toAbsolutePath().normalize();
          made != null && made.startsWith(outermost);
          made = made.getParent()) {
        if (made.getParent() != null) {
          IOUtils.fsync(made.getParent(), true);
        }
      }
    }
  }

  /// Says that the directory is whole: it stays.
  void keep() {
    kept = true;
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    if (outermost != null) {
      Directories.delete(outermost);
      return;
    }
    for (String name : Directories.files(directory)) {
      Directories.delete(directory.resolve(name));
    }
  }
}
