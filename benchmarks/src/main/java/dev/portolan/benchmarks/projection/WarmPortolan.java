package dev.portolan.benchmarks.projection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Ours in a JVM that stays: [WarmLoop] does a task per line, some before the first that counts.
///
/// It waits while the others run.
final class WarmPortolan implements Contender {
  static final String NAME = "Portolan, warm";

  private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  private final int warmUps;
  private Process process;
  private PrintStream tasks;
  private BufferedReader outcomes;

  /// @param warmUps how often the first task is done before it counts
  WarmPortolan(int warmUps) {
    this.warmUps = warmUps;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Task task) throws IOException {
    if (process == null) {
      start();
      for (int i = 0; i < warmUps; i++) {
        once(task);
      }
    }
    return once(task);
  }

  private Outcome once(Task task) throws IOException {
    tasks.println(task.toJson());
    String outcome = outcomes.readLine();
    if (outcome == null) {
      throw new IllegalStateException(
          "%s ended in run %d; its words stand on standard error"
              .formatted(name(), task.run() + 1));
    }
    return Outcome.fromJson(outcome);
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(PeerTools.java(flags(), WarmLoop.class))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    tasks = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    outcomes =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// Those of the launcher, so that warmth is all that differs.
  static List<String> flags() throws IOException {
    String file = "@apps/cli/src/main/launcher/jvm.flags";
    boolean asked =
        Files.isReadable(LARGE_PAGES) && Files.readString(LARGE_PAGES).contains("[madvise]");
    return asked ? List.of(file, "-XX:+UseTransparentHugePages") : List.of(file);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (process != null) {
      tasks.close();
      process.waitFor();
      outcomes.close();
    }
  }
}
