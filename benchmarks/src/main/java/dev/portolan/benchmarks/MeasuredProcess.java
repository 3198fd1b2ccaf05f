package dev.portolan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One run of a command as a whole process: wall time, processor time, peak anonymous memory.
///
/// @param command what was run
/// @param exitCode its exit status
/// @param seconds wall time, start of the process included
/// @param cpuSeconds user and system time
/// @param peakAnonymousMb largest `RssAnon` seen, sampled every 20 ms; Linux only, else 0
/// @param output standard output
public record MeasuredProcess(
    List<String> command,
    int exitCode,
    double seconds,
    double cpuSeconds,
    long peakAnonymousMb,
    String output) {
  private static final long SAMPLE_MS = 20;

  public static MeasuredProcess run(List<String> command) throws IOException, InterruptedException {
    return run(command, Map.of());
  }

  /// @param environment what is set beside this process's own environment
  public static MeasuredProcess run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("measured", ".txt");
    long start = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    long peak = 0;
    double cpu = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, anonymousKb(process.pid()));
      cpu =
          Math.max(
              cpu,
              process.info().totalCpuDuration().map(time -> time.toMillis() / 1e3).orElse(0.0));
      Thread.sleep(SAMPLE_MS);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String text = Files.readString(output);
    Files.delete(output);
    return new MeasuredProcess(command, process.exitValue(), seconds, cpu, peak >> 10, text);
  }

  /// The last line of standard output: where scripts say what they found.
  public String lastLine() {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.getLast();
  }

  private static long anonymousKb(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("RssAnon:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}
