package dev.portolan.benchmarks.explorer;

import dev.portolan.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the web map costs: bytes and memory of the server at a million data, and how fast the page
/// paints 100,000, a million and five million points without a graphics card.
///
/// Run from the repository's root; the database of a million is made in `target/explorer`, or the
/// folder that is named, once. `PORTOLAN_CHROMIUM` names another browser than Debian's,
/// `PORTOLAN_LAUNCHER` another command than `./portolan`.
public final class ExplorerRun {
  private static final int MILLION = 1_000_000;
  private static final int[] SIZES = {100_000, MILLION, 5_000_000};
  private static final String MAP = LargeMap.DATASET + "/default/";

  private ExplorerRun() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path launcher = Path.of(set("PORTOLAN_LAUNCHER", "./portolan"));
    Path chromium = Path.of(set("PORTOLAN_CHROMIUM", "/usr/bin/chromium"));
    Path folder = Path.of(arguments.length == 0 ? "target/explorer" : arguments[0]);
    Path database = Files.createDirectories(folder).resolve("large.portolan");
    StringBuilder report = new StringBuilder();
    report.append(
        """
        # The web map at scale

        Written by `dev.portolan.benchmarks.explorer.ExplorerRun`. %s; load before the run %.1f.

        """
            .formatted(Machine.describe(), Machine.load()));
    LargeMap.require(database, MILLION);
    try (ServedDatabase served = new ServedDatabase(launcher, database, LargeMap.DATASET)) {
      server(served, report);
      painting(chromium, served, report);
      report.append(
          "\nServer's anonymous memory after all of it: **%d MB**; asked at most 300.\n"
              .formatted(served.peakMb()));
    }
    Files.writeString(Path.of("benchmarks/results/explorer.md"), report.toString());
    System.out.println(report);
  }

  private static String set(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : value;
  }

  private static void server(ServedDatabase served, StringBuilder report)
      throws IOException, InterruptedException {
    report.append(
        """
        ## The server at 1,000,000 data

        A map of principal axes with a text, a category, a number and a time. Each question once, first to last; anonymous
        memory of the process after it, the largest so far.

        | question | bytes | bytes a point | seconds | MB |
        |---|---|---|---|---|
        """);
    Map<String, String> questions = new LinkedHashMap<>();
    questions.put("info", null);
    questions.put("points", null);
    questions.put("topics", null);
    questions.put("columns/kind", null);
    questions.put("columns/amount", null);
    questions.put("columns/at", null);
    questions.put("points again", null);
    questions.put(
        "select", "{\"filter\": {\"words\": {\"column\": \"body\", \"words\": \"parcel\"}}}");
    questions.put("search", "{\"kind\": \"words\", \"text\": \"parcel 77\", \"match\": \"any\"}");
    questions.put("order", "{\"sort\": \"amount\", \"descending\": true}");
    questions.put("rows", "{\"rows\": [5, 500000, 999999]}");
    questions.put("datum/777777", null);
    questions.put("datum/777777/neighbours", null);
    questions.put("datum/777778", null);
    for (Map.Entry<String, String> question : questions.entrySet()) {
      String path = MAP + question.getKey().replace(" again", "");
      ServedDatabase.Answered answered =
          question.getValue() == null ? served.get(path) : served.ask(path, question.getValue());
      report.append(
          "| %s | %,d | %.2f | %.3f | %d |%n"
              .formatted(
                  question.getKey(),
                  answered.bytes(),
                  answered.bytes() / (double) MILLION,
                  answered.seconds(),
                  served.peakMb()));
    }
  }

  private static void painting(Path chromium, ServedDatabase served, StringBuilder report) {
    report.append(
        """

        ## The page, painting by the processor (SwiftShader), 1280 × 720

        Points are made in the page (`?synthetic=N`), but for the last row, which comes from the server above. *Painted*: from
        the address to all points on the screen. *Panned*: from a drag to all points on the screen again. *Frames*: a second,
        while the map is dragged for three seconds.

        | points | painted, s | panned, s | frames |
        |---|---|---|---|
        """);
    String page = served.address().replaceAll("/#.*", "/");
    try (PaintedPage painted = new PaintedPage(chromium)) {
      for (int n : SIZES) {
        row(report, painted.see(page + "?synthetic=" + n), "");
      }
      row(report, painted.see(served.address()), " (served)");
    }
  }

  private static void row(StringBuilder report, PaintedPage.Seen seen, String note) {
    report.append(
        "| %,d%s | %.1f | %.1f | %.0f |%n"
            .formatted(seen.points(), note, seen.painted(), seen.panned(), seen.framesPerSecond()));
    System.err.println(seen);
  }
}
