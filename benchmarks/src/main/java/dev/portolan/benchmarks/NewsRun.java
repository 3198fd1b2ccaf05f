package dev.portolan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// End to end as a user runs it: `portolan import` and `portolan map` of newsgroups20 with given
/// vectors, JVM starts included. Checks the exports first, then prints times.
///
/// Usage: `benchmarks/run news [RUNS]` from the repository's root; wants
/// `../shared/data/newsgroups20`.
public final class NewsRun {
  private static final int DEFAULT_RUNS = 3;
  private static final int DATA = 19_997;
  private static final Path SET = Path.of("../shared/data/newsgroups20");

  private final List<MeasuredProcess> imports = new ArrayList<>();
  private final List<MeasuredProcess> maps = new ArrayList<>();
  private final Path work;

  private NewsRun(Path work) {
    this.work = work;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (!Files.isDirectory(SET)) {
      throw new IllegalStateException(
          SET + " is missing; this benchmark needs the data set newsgroups20");
    }
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_RUNS;
    Path work = Files.createTempDirectory("portolan-news");
    NewsRun news = new NewsRun(work);
    for (int run = 0; run < runs; run++) {
      news.once(run);
    }
    news.checkExports(runs);
    String report = news.report();
    System.out.print(report);
    Files.createDirectories(Path.of("benchmarks/results"));
    Files.writeString(Path.of("benchmarks/results/news.md"), report);
    Folder.delete(work);
  }

  private void once(int run) throws IOException, InterruptedException {
    String db = work.resolve("db" + run).toString();
    imports.add(
        succeed(
            "import",
            db,
            "news",
            SET.resolve("docs.jsonl.gz").toString(),
            "--id",
            "id",
            "--text",
            "text",
            "--timestamp",
            "timestamp",
            "--category",
            "label_l1",
            "--category",
            "label_l2",
            "--vectors",
            SET.resolve("vectors_f16.npy.gz").toString()));
    maps.add(succeed("map", db, "news", "--threads", run % 2 == 0 ? "2" : "1"));
    succeed("export", db, "news", export(run).toString());
  }

  private MeasuredProcess succeed(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./portolan"));
    command.addAll(List.of(words));
    MeasuredProcess process = MeasuredProcess.run(command);
    if (process.exitCode() != 0) {
      throw new IllegalStateException(
          "%s ended with exit code %d".formatted(command, process.exitCode()));
    }
    return process;
  }

  private Path export(int run) {
    return work.resolve("map" + run + ".csv");
  }

  /// Every run exports the same bytes, imports included, with one thread and with two.
  private void checkExports(int runs) throws IOException {
    for (int run = 1; run < runs; run++) {
      long difference = Files.mismatch(export(0), export(run));
      if (difference >= 0) {
        throw new IllegalStateException(
            "the exports of run 0 and run %d differ at byte %d".formatted(run, difference));
      }
    }
    Files.copy(export(0), Path.of("target/news.csv"), StandardCopyOption.REPLACE_EXISTING);
  }

  private String report() {
    List<MeasuredProcess> onTwo = new ArrayList<>();
    for (int run = 0; run < maps.size(); run += 2) {
      onTwo.add(maps.get(run));
    }
    double whole = median(imports) + median(onTwo);
    return """
    # newsgroups20: file to map

    %,d posts with given vectors of 384 dimensions (float16), through the command line, JVM starts included.
    %s. %s, medians of %d runs; the map with one thread once in two runs.

    Correct first: the exports of all runs are byte-identical (each run imports anew).

    | step | wall s | processor s | peak anonymous memory MB |
    |---|---|---|---|
    | import | %.1f | %.1f | %d |
    | map, 2 threads | %.1f | %.1f | %d |
    | both | %.1f | | |
    """
        .formatted(
            DATA,
            Machine.describe(),
            LocalDate.now(),
            maps.size(),
            median(imports),
            cpu(imports),
            peak(imports),
            median(onTwo),
            cpu(onTwo),
            peak(onTwo),
            whole);
  }

  private static double median(List<MeasuredProcess> runs) {
    return runs.stream().map(MeasuredProcess::seconds).sorted().toList().get(runs.size() / 2);
  }

  private static double cpu(List<MeasuredProcess> runs) {
    return runs.stream().map(MeasuredProcess::cpuSeconds).sorted().toList().get(runs.size() / 2);
  }

  private static long peak(List<MeasuredProcess> runs) {
    return runs.stream().mapToLong(MeasuredProcess::peakAnonymousMb).max().orElse(0);
  }
}
