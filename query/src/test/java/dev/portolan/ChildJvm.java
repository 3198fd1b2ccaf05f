package dev.portolan;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Another process that runs a class of this class path.
///
/// @param lines what it says
record ChildJvm(Process process, BufferedReader lines) implements AutoCloseable {
  static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder();
    builder
        .command()
        .addAll(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dportolan.seed=" + Blobs.SEED,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(builder.command()::add);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new ChildJvm(process, process.inputReader());
  }

  /// Kills it: nothing it has not written is written.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    lines.close();
  }
}
