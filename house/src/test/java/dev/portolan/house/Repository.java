package dev.portolan.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of this repository, as git knows them: tracked, or new and not ignored.
final class Repository {
  private Repository() {}

  /// The nearest directory above the working directory that holds the launcher.
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("portolan"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  static List<Path> files() {
    try {
      Process git =
          new ProcessBuilder(
                  "git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard")
              .directory(root().toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(names.split("\0"))
          .filter(name -> !name.isEmpty())
          .map(root()::resolve)
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text of a file below the root.
  static String read(String path) {
    return read(root().resolve(path));
  }

  /// The text of `file`, byte for byte: a byte that is no UTF-8 does not stop the reader.
  static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
