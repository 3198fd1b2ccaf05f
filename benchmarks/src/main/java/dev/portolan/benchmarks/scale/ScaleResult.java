package dev.portolan.benchmarks.scale;

import dev.portolan.benchmarks.MeasuredProcess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One map of one size, out of the build report that `portolan map --json` prints.
///
/// @param n data
/// @param loadSeconds import with the stored graph, in the benchmark's own JVM; NaN where the
///   database was there already
/// @param near how far neighbours are
/// @param map the process
/// @param report its build report
record ScaleResult(
    int n, double loadSeconds, NeighborDistances near, MeasuredProcess map, JsonNode report) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern EPOCHS = Pattern.compile("n_epochs (\\d+)");

  static ScaleResult of(int n, double loadSeconds, NeighborDistances near, MeasuredProcess map) {
    return new ScaleResult(n, loadSeconds, near, map, JSON.readTree(map.lastLine()).get("report"));
  }

  /// Seconds by stage.
  Map<String, Double> stages() {
    Map<String, Double> stages = new LinkedHashMap<>();
    for (JsonNode stage : report.get("stages")) {
      stages.put(stage.get("name").asString(), stage.get("seconds").asDouble());
    }
    return stages;
  }

  int epochs() {
    String projection = report.get("projection").asString();
    Matcher epochs = EPOCHS.matcher(projection);
    if (!epochs.find()) {
      throw new IllegalStateException(
          "the build report names no epochs in '%s'; this benchmark wants a UMAP"
              .formatted(projection));
    }
    return Integer.parseInt(epochs.group(1));
  }

  /// Edges of the fuzzy graph; NaN where the report does not say.
  double edges() {
    return figure("edges");
  }

  /// Distances that the neighbour graph took; NaN where the report does not say.
  double distances() {
    return figure("distances");
  }

  private double figure(String name) {
    JsonNode figure = report.findValue(name);
    return figure == null ? Double.NaN : figure.asDouble();
  }

  double nanosPerEdgeEpoch() {
    return stages().get("projection") * 1e9 / (edges() * epochs());
  }

  double nanosPerDistance() {
    return stages().get("neighbour graph") * 1e9 / distances();
  }

  /// What is asked for on two cores: from the stored graph to positions.
  double projectionSeconds() {
    return stages().get("neighbour graph") + stages().get("projection");
  }
}
