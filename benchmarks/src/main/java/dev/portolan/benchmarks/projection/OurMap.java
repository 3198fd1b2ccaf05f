package dev.portolan.benchmarks.projection;

import dev.portolan.EmbeddingMap;
import dev.portolan.exchange.NpyFile;
import dev.portolan.index.BuildReport;
import dev.portolan.index.BuildStage;
import dev.portolan.query.MapEmbeddings;
import dev.portolan.query.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a map of ours says about itself, in the words of [Outcome].
final class OurMap {
  /// The dataset of every database here.
  static final String DATASET = "vectors";

  /// Seeds differ from run to run, so that the spread of quality is seen.
  private static final long FIRST_SEED = 7;

  private OurMap() {}

  static long seed(Task task) {
    return FIRST_SEED + task.run();
  }

  /// Vectors to map and map alone, each with the quality stage, which peers lack, and without.
  static Map<String, Double> seconds(double load, double build, double quality) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put(Outcome.TO_MAP, load + build - quality);
    seconds.put(Outcome.TO_MAP + Outcome.WITH_QUALITY, load + build);
    seconds.put(Outcome.STORED_TO_MAP, build - quality);
    seconds.put(Outcome.STORED_TO_MAP + Outcome.WITH_QUALITY, build);
    return seconds;
  }

  /// Seconds by stage of a build; stages that were not asked for are left out.
  static Map<String, Double> stages(BuildReport report) {
    Map<String, Double> stages = new LinkedHashMap<>();
    report.stages().stream()
        .filter(stage -> stage.seconds() >= .005)
        .forEach(stage -> stages.put(stage.name(), stage.seconds()));
    return stages;
  }

  static double quality(BuildReport report) {
    return report.stages().stream()
        .filter(stage -> stage.name().equals(BuildStage.QUALITY.label()))
        .mapToDouble(BuildReport.Stage::seconds)
        .sum();
  }

  /// Positions of the mapped data in the order they came in, then of those placed.
  static void writePositions(EmbeddingMap map, List<Placement> placed, Path file)
      throws IOException {
    MapEmbeddings.Projected mapped = map.embeddings().projected();
    int n = mapped.x().length;
    float[][] positions = new float[n + placed.size()][];
    for (int i = 0; i < n; i++) {
      positions[i] = new float[] {mapped.x()[i], mapped.y()[i]};
    }
    for (int i = 0; i < placed.size(); i++) {
      positions[n + i] = new float[] {placed.get(i).x(), placed.get(i).y()};
    }
    NpyFile.write(file, positions);
  }
}
