package dev.portolan.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A JVM of its own that runs a class of this class path, and is killed at the end.
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static ChildProcess start(Class<?> main, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new ChildProcess(builder.start());
  }

  long pid() {
    return process.pid();
  }

  /// The next line it prints; null when it ended.
  String line() throws IOException {
    return output.readLine();
  }

  /// SIGKILL: it has no chance to do anything.
  void kill() {
    process.destroyForcibly();
    end();
  }

  /// Writes to its standard input, which it takes for the wish that it ends; returns what it said.
  String finish() throws IOException {
    process.outputWriter().append("end\n").close();
    String last = line();
    end();
    return last;
  }

  /// Waits until it has ended.
  int end() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() {
    kill();
  }
}
