package dev.portolan.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the real command in this process, as it runs where nothing is a terminal.
final class Cli {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int WIDTH = 100;

  private Cli() {}

  /// What a command left behind.
  record Run(int exitCode, String out, String err) {
    JsonNode json() {
      return JSON.readTree(out);
    }

    /// The one sentence a failed command says.
    String sentence() {
      return err.strip();
    }
  }

  static Run run(Object... arguments) {
    return run(new Cancellation(), arguments);
  }

  static Run run(Cancellation cancellation, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            false,
            false,
            WIDTH);
    String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    int exitCode = Main.run(terminal, cancellation, words);
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Runs a command that must succeed.
  static Run ok(Object... arguments) {
    Run run = run(arguments);
    if (run.exitCode() != 0) {
      throw new AssertionError(
          "%s: exit code %d, %s".formatted(Arrays.toString(arguments), run.exitCode(), run.err()));
    }
    return run;
  }

  /// The command line of a child process that runs a class of this class path.
  static ProcessBuilder child(Class<?> main, Object... arguments) {
    ProcessBuilder builder = new ProcessBuilder();
    builder
        .command()
        .addAll(
            java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(builder.command()::add);
    return builder;
  }
}
