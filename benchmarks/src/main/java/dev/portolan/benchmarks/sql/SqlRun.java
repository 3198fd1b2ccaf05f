package dev.portolan.benchmarks.sql;

import dev.portolan.Portolan;
import dev.portolan.benchmarks.Folder;
import dev.portolan.benchmarks.Machine;
import dev.portolan.benchmarks.MeasuredProcess;
import dev.portolan.jdbc.PortolanDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// SQL beside the Java API: the nearest, planning, counting, and the first row of a fresh JVM.
///
/// Before times are taken, answers are compared: the nearest with those of the Java API, counts
/// with the number of data. Usage: `benchmarks/run sql [N]` from the repository's root, 50,000 data
/// unless said.
public final class SqlRun {
  private static final Path RESULT = Path.of("benchmarks/results/sql.md");
  private static final int DATA = 50_000;
  private static final int STARTS = 7;

  private SqlRun() {}

  public static void main(String[] args) throws Exception {
    int n = args.length == 0 ? DATA : Integer.parseInt(args[0]);
    Path work = Files.createTempDirectory("portolan-sql");
    try {
      Path database = work.resolve("db");
      Orders.create(database, n);
      double load = Machine.load();
      String times = firstRow(database) + inOneProcess(database, n);
      String report =
          "# SQL%n%n%s. %s. Load average %.1f before, %.1f after.%n%n%,d data of %d dimensions, cosine, mapped.%n"
                  .formatted(
                      Machine.describe(),
                      LocalDate.now(),
                      load,
                      Machine.load(),
                      n,
                      Orders.DIMENSIONS)
              + times;
      System.out.print(report);
      Files.writeString(RESULT, report);
    } finally {
      Folder.delete(work);
    }
  }

  /// Connect and first row, each in a JVM of its own, without an option.
  private static String firstRow(Path database) throws IOException, InterruptedException {
    List<MeasuredProcess> runs = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      runs.add(
          MeasuredProcess.run(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  FirstRow.class.getName(),
                  "jdbc:portolan:" + database)));
      if (runs.getLast().exitCode() != 0) {
        throw new IllegalStateException("a fresh JVM failed: " + runs.getLast().command());
      }
    }
    runs.sort(Comparator.comparingDouble(MeasuredProcess::seconds));
    List<Double> waited =
        runs.stream()
            .map(run -> Double.parseDouble(run.lastLine().replaceFirst(".* ", "")))
            .sorted()
            .toList();
    return String.format(
        Locale.ROOT,
        """

        ## Connect and first row in a fresh JVM

        Median of %d (least, greatest); at most 1.5 s is asked of an idle machine.

        | from connecting to the row, ms | whole process, s | processor, s |
        |---|---|---|
        | **%.0f** (%.0f, %.0f) | %.2f | %.2f |
        """,
        STARTS,
        waited.get(STARTS / 2),
        waited.getFirst(),
        waited.getLast(),
        runs.get(STARTS / 2).seconds(),
        runs.get(STARTS / 2).cpuSeconds());
  }

  private static String inOneProcess(Path database, int n) throws Exception {
    try (Portolan db = Portolan.openExisting(database);
        Connection connection = PortolanDriver.connect(db)) {
      return """

      ## Planning

      Milliseconds; 60 texts of each kind after the first and 60 more. At most 100 is asked of a new text, 5 of one seen before.

      | a new text about | first in the process | median | greatest | median, processor | seen before |
      |---|---|---|---|---|---|
      """
          + PlanningTimes.rows(connection)
          + """

          ## The nearest 10 beside the Java API

          Milliseconds, prepared, medians of 300 in turns after 300; at most twice the Java API's is asked.

          | which | answers that differ | SQL | Java | ratio | ratio by processor |
          |---|---|---|---|---|---|
          """
          + NearestTimes.rows(db, connection)
          + """

          ## Counting

          Milliseconds, median of 9; at most 1,000 is asked of the first text over a million data, warm.

          | text | counts add up | first | median | greatest | median, processor |
          |---|---|---|---|---|---|
          """
          + CountingTimes.rows(connection, n);
    }
  }
}
