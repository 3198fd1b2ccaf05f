package dev.portolan.benchmarks.scale;

import dev.portolan.benchmarks.Machine;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The results of all sizes as a page.
record ScaleReport(
    List<ScaleResult> results, String javaOptions, RealVectors real, long seed, double loadBefore) {

  String text() {
    return """
    # Scale: time per distance and per edge, memory

    Unit vectors of %d dimensions, drawn around %,d real ones (seed %d), loaded with their HNSW graph; then
    `portolan map DB data --no-topics --cutoff off` as a process, JVM start included, `PORTOLAN_JAVA_OPTS=%s`.
    %s. %s, one run of each size; load average %.1f before, %.1f after.

    Times per unit are wall time on all cores: a stage's seconds divided by what it counted, a dash where the
    build report does not say. The neighbour graph's starting lists are the stored ones.

    Correct first: cosine distance to the nearest / fifteenth neighbour, medians: real vectors %s.

    %s
    %s
    ![nanoseconds per edge and epoch, and per distance](scale.svg)
    """
        .formatted(
            real.dimensions(),
            real.count(),
            seed,
            javaOptions,
            Machine.describe(),
            LocalDate.now(),
            loadBefore,
            Machine.load(),
            NeighborDistances.of(real, seed).text(),
            quality(),
            times());
  }

  private String quality() {
    StringBuilder table = header();
    row(table, "distance to nearest / fifteenth", result -> result.near().text());
    row(table, "audited recall of the neighbour graph", result -> at(result, "/neighbors/recall"));
    row(table, "rounds of NN-descent", result -> at(result, "/neighbors/rounds"));
    row(table, "trustworthiness@15", result -> at(result, "/quality/trustworthiness"));
    row(table, "15-NN kept", result -> at(result, "/quality/kept"));
    return table.toString();
  }

  private String times() {
    StringBuilder table = header();
    row(table, "load, HNSW graph included, s", result -> number(result.loadSeconds()));
    for (String stage : results.getFirst().stages().keySet()) {
      row(table, stage + ", s", result -> number(result.stages().getOrDefault(stage, 0.0)));
    }
    row(
        table,
        "**neighbour graph and projection, s**",
        result -> number(result.projectionSeconds()));
    row(table, "the whole process, s", result -> number(result.map().seconds()));
    row(table, "processor time, s", result -> number(result.map().cpuSeconds()));
    row(
        table,
        "**peak anonymous memory, MB**",
        result -> "%,d".formatted(result.map().peakAnonymousMb()));
    row(table, "epochs", result -> Integer.toString(result.epochs()));
    row(table, "edges", result -> count(result.edges()));
    row(table, "distances", result -> count(result.distances()));
    row(table, "**ns per edge and epoch**", result -> number(result.nanosPerEdgeEpoch()));
    row(table, "**ns per distance**", result -> number(result.nanosPerDistance()));
    return table.toString();
  }

  private StringBuilder header() {
    StringBuilder table = new StringBuilder();
    row(table, "data", result -> "%,d".formatted(result.n()));
    return table.append("|---".repeat(results.size() + 1)).append("|\n");
  }

  private void row(StringBuilder table, String name, Function<ScaleResult, String> cell) {
    table.append("| ").append(name);
    results.forEach(result -> table.append(" | ").append(cell.apply(result)));
    table.append(" |\n");
  }

  private static String at(ScaleResult result, String pointer) {
    JsonNode figure = result.report().at(pointer);
    return figure.isIntegralNumber()
        ? figure.asString()
        : String.format(Locale.ROOT, "%.4f", figure.asDouble());
  }

  private static String count(double count) {
    return Double.isNaN(count) ? "–" : String.format(Locale.ROOT, "%,.0f", count);
  }

  private static String number(double number) {
    return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.2f", number);
  }
}
