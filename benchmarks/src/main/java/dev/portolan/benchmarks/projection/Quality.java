package dev.portolan.benchmarks.projection;

import dev.portolan.benchmarks.MeasuredProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How good positions are, by a measure outside the product, the same for all.
final class Quality {
  private static final Path MEASURE = Path.of("../shared/tools/quality.py");
  private static final JsonMapper JSON = new JsonMapper();

  /// What the measures print, and what it is called in a table.
  private static final Map<String, String> OF_MAPS =
      columns(
          "trust", "trustworthiness@15",
          "cont", "continuity@15",
          "kept", "15-NN kept",
          "triplet", "triplets",
          "label_knn", "label 10-NN",
          "label_knn_high", "label 10-NN of the vectors");

  private static final Map<String, String> OF_PLACES =
      columns(
          "label_placed", "label 10-NN, placed",
          "label_fitted", "label 10-NN, fitted",
          "kept", "15-NN kept, placed",
          "trust", "trustworthiness@15, placed");

  private Quality() {}

  /// The figures by name; empty where the measure is missing.
  static Optional<Map<String, Double>> of(Task task, Path labels)
      throws IOException, InterruptedException {
    return task.method() == Method.PLACING ? ofPlaces(task, labels) : ofMap(task, labels);
  }

  private static Optional<Map<String, Double>> ofMap(Task task, Path labels)
      throws IOException, InterruptedException {
    return Files.exists(MEASURE)
        ? Optional.of(measured(OF_MAPS, MEASURE, task.vectors(), task.positions(), labels))
        : Optional.empty();
  }

  private static Optional<Map<String, Double>> ofPlaces(Task task, Path labels)
      throws IOException, InterruptedException {
    Path measure = PeerTools.script("placed_quality.py");
    Path placed = Path.of(Integer.toString(task.placed()));
    return Optional.of(
        measured(OF_PLACES, measure, task.vectors(), task.positions(), labels, placed));
  }

  private static Map<String, Double> measured(Map<String, String> columns, Path... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PeerTools.python()));
    for (Path word : words) {
      command.add(word.toString());
    }
    MeasuredProcess process = MeasuredProcess.run(command);
    JsonNode figures = process.exitCode() == 0 ? JSON.readTree(process.lastLine()) : null;
    if (figures == null || figures.has("error")) {
      throw new IllegalStateException(
          "%s could not be measured: exit code %d, %s"
              .formatted(words[2], process.exitCode(), process.lastLine()));
    }
    Map<String, Double> named = new LinkedHashMap<>();
    columns.forEach((key, column) -> named.put(column, figures.get(key).asDouble()));
    return named;
  }

  private static Map<String, String> columns(String... keysAndNames) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < keysAndNames.length; i += 2) {
      columns.put(keysAndNames[i], keysAndNames[i + 1]);
    }
    return columns;
  }
}
