package dev.portolan.formatter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every Java file of the repository has the shape that google-java-format gives it.
class FormatTest {
  private static final ToolProvider FORMATTER =
      ToolProvider.findFirst("google-java-format").orElseThrow();

  @Test
  void everyJavaFile_isFormatted() throws IOException {
    List<Path> sources = javaFiles(repository());
    assertFalse(sources.isEmpty(), "no Java file found under " + repository());
    String unformatted = wouldChange(sources);
    assertEquals("", unformatted, "format these files with the command: house/format");
  }

  @Test
  void unformattedFile_isNamed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("A.java"), "class A{ }\n");
    assertEquals(file.toString(), wouldChange(List.of(file)).strip());
  }

  /// The paths of the files that the formatter would change, one per line, and what it cannot read.
  private static String wouldChange(List<Path> files) {
    var report = new StringWriter();
    var writer = new PrintWriter(report);
    Stream<String> arguments =
        Stream.concat(Stream.of("--dry-run"), files.stream().map(Path::toString));
    FORMATTER.run(writer, writer, arguments.toArray(String[]::new));
    writer.flush();
    return report.toString();
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().contains("target/"))
          .sorted()
          .toList();
    }
  }

  /// The nearest directory above the working directory that holds the launcher.
  private static Path repository() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("portolan"))) {
      directory = directory.getParent();
    }
    return directory;
  }
}
