package dev.portolan.benchmarks.projection;

import dev.portolan.Portolan;
import dev.portolan.benchmarks.Folder;
import dev.portolan.benchmarks.MeasuredProcess;
import dev.portolan.index.BuildReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Ours as a user runs it: `portolan import` and `portolan map`, two JVMs started for it.
final class ColdPortolan implements Contender {
  static final String NAME = "Portolan, cold";

  /// The command line writes reports in snake case.
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final String version;

  private ColdPortolan(String version) {
    this.version = version;
  }

  static ColdPortolan open() throws IOException, InterruptedException {
    return new ColdPortolan(portolan("--version").lastLine());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Task task) throws IOException, InterruptedException {
    Folder.delete(task.scratch());
    String db = task.scratch().toString();
    MeasuredProcess load =
        portolan("import", db, OurMap.DATASET, task.vectors().toString(), "--metric", "euclidean");
    MeasuredProcess map =
        portolan(
            "map",
            db,
            OurMap.DATASET,
            "--no-topics",
            "--cutoff",
            "off",
            "--projection",
            task.method() == Method.TSNE ? "tsne" : "umap",
            "--seed",
            Long.toString(OurMap.seed(task)),
            "--json");
    JsonNode answer = JSON.readTree(map.lastLine());
    BuildReport report = JSON.treeToValue(answer.get("report"), BuildReport.class);
    try (Portolan read = Portolan.openExisting(task.scratch())) {
      OurMap.writePositions(read.dataset(OurMap.DATASET).map(), List.of(), task.positions());
    }
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("import", load.seconds());
    parts.put("map", map.seconds());
    parts.putAll(OurMap.stages(report));
    Outcome.Told told =
        new Outcome.Told(
            "%s, Java %s".formatted(version, Runtime.version()),
            OurMap.seconds(load.seconds(), map.seconds(), OurMap.quality(report)),
            parts);
    return new Outcome(
        told,
        load.cpuSeconds() + map.cpuSeconds(),
        Math.max(load.peakAnonymousMb(), map.peakAnonymousMb()));
  }

  private static MeasuredProcess portolan(String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./portolan"));
    command.addAll(List.of(words));
    MeasuredProcess process = MeasuredProcess.run(command);
    if (process.exitCode() != 0) {
      throw new IllegalStateException(
          "%s ended with exit code %d; its words stand on standard error"
              .formatted(command, process.exitCode()));
    }
    return process;
  }
}
