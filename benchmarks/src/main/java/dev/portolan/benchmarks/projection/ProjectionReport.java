package dev.portolan.benchmarks.projection;

import dev.portolan.benchmarks.Machine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The results of all heats as a page: quality first, then times, then what ran.
final class ProjectionReport {
  private final int runs;
  private final double loadBefore = Machine.load();

  ProjectionReport(int runs) {
    this.runs = runs;
  }

  /// What times of all contenders are divided by: a figure of ours.
  private record Reference(String column, String contender, String timed) {}

  private static final List<Reference> REFERENCES =
      List.of(
          new Reference("÷ ours cold", ColdPortolan.NAME, Outcome.TO_MAP),
          new Reference("÷ ours fresh", FreshPortolan.NAME, Outcome.TO_MAP),
          new Reference("÷ ours warm", WarmPortolan.NAME, Outcome.TO_MAP),
          new Reference("÷ ours stored", WarmPortolan.NAME, Outcome.STORED_TO_MAP),
          new Reference("÷ ours", WarmPortolan.NAME, Outcome.PLACES));

  String of(List<Heat> heats) {
    return """
    # Projection beside its peers

    Fashion-MNIST, rows permuted, first 50 principal components; 15 neighbours and a minimal distance of .1
    (t-SNE: perplexity 30), the rest as each has it. %s.
    %s, runs of each: %d, contenders taking turns on the same files; load average %.1f before, %.1f after.

    Ours cold is two commands, and fresh one JVM that is started for import and map, both with starting and reading the
    file; warm is a JVM that has mapped before, with the vectors in memory, import with its HNSW graph included; stored
    is a map of vectors that a database has, warm. Peers have the vectors in memory, umap-learn is compiled and Smile has run before the clock starts. Processor time and memory of a peer
    are of its whole process, compilation included. Ours measures the quality of every map, which peers do not: times
    are without this stage, and with it where the row says so. Times of others are divided by those without.

    %s
    ## What ran

    %s\
    """
        .formatted(
            Machine.describe(),
            LocalDate.now(),
            runs,
            loadBefore,
            Machine.load(),
            heats.stream().map(ProjectionReport::section).collect(Collectors.joining("\n")),
            versions(heats));
  }

  private static String section(Heat heat) {
    StringBuilder text = new StringBuilder("## %s\n\n".formatted(title(heat)));
    text.append(quality(heat)).append('\n').append(times(heat)).append('\n');
    heat.absent().forEach(sentence -> text.append("Not here: %s.%n%n".formatted(sentence)));
    String parts = parts(heat);
    return parts.isEmpty()
        ? text.toString()
        : text.append("Where it goes, seconds, medians:\n\n").append(parts).toString();
  }

  private static String title(Heat heat) {
    return switch (heat.method()) {
      case UMAP -> "UMAP, %,d".formatted(heat.n());
      case TSNE -> "t-SNE, %,d".formatted(heat.n());
      case PLACING ->
          "%,d placed on a UMAP of %,d".formatted(heat.placed(), heat.n() - heat.placed());
    };
  }

  private static String quality(Heat heat) {
    Map<String, Map<String, Runs>> figures = new LinkedHashMap<>();
    heat.finishes()
        .forEach((name, finishes) ->
            figures.put(
                name,
                runs(finishes.stream().flatMap(finish -> finish.quality().stream()).toList())));
    List<String> columns =
        figures.values().stream()
            .findFirst()
            .map(first -> List.copyOf(first.keySet()))
            .orElse(List.of());
    if (columns.isEmpty()) {
      return "Quality was not measured: ../shared/tools/quality.py is missing.\n";
    }
    StringBuilder table = header(columns);
    figures.forEach((name, found) ->
        table.append(
            row(name, columns.stream().map(column -> found.get(column).shares()).toList())));
    return table.toString();
  }

  private static String times(Heat heat) {
    Map<String, Map<String, Runs>> times = new LinkedHashMap<>();
    heat.finishes().forEach((name, finishes) -> times.put(name, seconds(finishes)));
    Map<String, Double> references = new LinkedHashMap<>();
    for (Reference reference : REFERENCES) {
      Runs runs = times.getOrDefault(reference.contender, Map.of()).get(reference.timed);
      if (runs != null) {
        references.put(reference.column, runs.median());
      }
    }
    List<String> columns = new ArrayList<>(List.of("s, median", "every run", "CPU s", "peak MB"));
    columns.addAll(references.keySet());
    StringBuilder table = header(columns);
    heat.finishes()
        .forEach((name, finishes) ->
            times
                .get(name)
                .forEach((timed, runs) ->
                    table.append(
                        row(name + ": " + timed, cells(timed, runs, finishes, references)))));
    return table.toString();
  }

  private static List<String> cells(
      String timed, Runs runs, List<Heat.Finish> finishes, Map<String, Double> references) {
    List<String> cells = new ArrayList<>();
    cells.add(Runs.seconds(runs.median()));
    cells.add(runs.seconds());
    boolean first =
        timed.equals(finishes.getFirst().outcome().told().seconds().keySet().iterator().next());
    cells.add(first ? Runs.seconds(median(finishes, Outcome::cpuSeconds)) : "");
    double peak = median(finishes, outcome -> (double) outcome.peakMb());
    cells.add(first && peak > 0 ? "%.0f".formatted(peak) : "");
    references
        .values()
        .forEach(ours -> cells.add(String.format(Locale.ROOT, "%.1f", runs.median() / ours)));
    return cells;
  }

  private static String parts(Heat heat) {
    StringBuilder lines = new StringBuilder();
    heat.finishes()
        .forEach((name, finishes) -> {
          Map<String, Runs> parts =
              runs(finishes.stream().map(finish -> finish.outcome().told().parts()).toList());
          if (!parts.isEmpty()) {
            lines.append(
                "- %s: %s%n"
                    .formatted(
                        name,
                        parts.entrySet().stream()
                            .map(part ->
                                part.getKey() + " " + Runs.seconds(part.getValue().median()))
                            .collect(Collectors.joining(" · "))));
          }
        });
    return lines.toString();
  }

  private static String versions(List<Heat> heats) {
    TreeSet<String> lines = new TreeSet<>();
    heats.forEach(heat ->
        heat.finishes()
            .forEach((name, finishes) ->
                lines.add(
                    "- %s: %s%n".formatted(name, finishes.getFirst().outcome().told().version()))));
    return String.join("", lines);
  }

  private static Map<String, Runs> seconds(List<Heat.Finish> finishes) {
    return runs(finishes.stream().map(finish -> finish.outcome().told().seconds()).toList());
  }

  private static double median(List<Heat.Finish> finishes, Function<Outcome, Double> figure) {
    return new Runs(finishes.stream().map(Heat.Finish::outcome).map(figure).toList()).median();
  }

  /// The figures of several runs by name; a run that lacks one is passed over.
  private static Map<String, Runs> runs(List<Map<String, Double>> each) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    each.forEach(run ->
        run.forEach(
            (name, value) -> values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value)));
    Map<String, Runs> runs = new LinkedHashMap<>();
    values.forEach((name, all) -> runs.put(name, new Runs(all)));
    return runs;
  }

  private static StringBuilder header(List<String> columns) {
    return new StringBuilder(row("", columns))
        .append("|---".repeat(columns.size() + 1))
        .append("|\n");
  }

  private static String row(String name, List<String> cells) {
    return "| " + name + " | " + String.join(" | ", cells) + " |\n";
  }
}
