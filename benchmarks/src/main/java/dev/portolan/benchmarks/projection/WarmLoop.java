package dev.portolan.benchmarks.projection;

import com.sun.management.OperatingSystemMXBean;
import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.benchmarks.Folder;
import dev.portolan.exchange.NpyFile;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.projection.Projection;
import dev.portolan.query.Placement;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Does the tasks that come line by line on standard input, and answers each with an outcome.
///
/// The vectors are in memory when the clock starts, as they are for the peers.
public final class WarmLoop {
  private WarmLoop() {}

  public static void main(String[] args) throws IOException {
    BufferedReader tasks =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
      System.out.println(outcome(Task.fromJson(line)).toJson());
    }
  }

  private static Outcome outcome(Task task) throws IOException {
    List<float[]> vectors = Arrays.asList(NpyFile.vectors(task.vectors()));
    int mapped = vectors.size() - task.placed();
    List<Datum> data =
        IntStream.range(0, mapped).mapToObj(i -> Datum.of("d" + i, vectors.get(i))).toList();
    Folder.delete(task.scratch());
    long cpu = cpuNanos();
    try (Portolan db = Portolan.open(task.scratch())) {
      long start = System.nanoTime();
      Dataset dataset = load(db, data);
      double load = since(start);
      start = System.nanoTime();
      EmbeddingMap map = dataset.buildMap(options(task), BuildMonitor.none());
      double build = since(start);
      cpu = task.placed() == 0 ? cpu : cpuNanos();
      start = System.nanoTime();
      List<Placement> placed =
          task.placed() == 0 ? List.of() : map.place(vectors.subList(mapped, vectors.size()));
      double place = since(start);
      double cpuSeconds = (cpuNanos() - cpu) / 1e9;
      OurMap.writePositions(map, placed, task.positions());
      return new Outcome(told(task, map, load, build, place), cpuSeconds, 0);
    }
  }

  private static Dataset load(Portolan db, List<Datum> data) {
    int dimensions = data.getFirst().latent().length;
    Dataset dataset =
        db.create(OurMap.DATASET, Schema.builder().latent(dimensions, Metric.EUCLIDEAN).build());
    dataset.load(data, DataStore.LoadProgress.none());
    return dataset;
  }

  private static MapOptions options(Task task) {
    return MapOptions.builder()
        .projection(
            task.method() == Method.TSNE ? Projection.Tsne.defaults() : Projection.Umap.defaults())
        .topics(false)
        .duplicates(new DuplicateCutoff.Off())
        .seed(OurMap.seed(task))
        .build();
  }

  private static Outcome.Told told(
      Task task, EmbeddingMap map, double load, double build, double place) {
    String version =
        "the same in one JVM, flags %s"
            .formatted(ManagementFactory.getRuntimeMXBean().getInputArguments());
    if (task.method() == Method.PLACING) {
      return new Outcome.Told(version, Map.of(Outcome.PLACES, place), Map.of());
    }
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("import", load);
    parts.putAll(OurMap.stages(map.report()));
    return new Outcome.Told(
        version, OurMap.seconds(load, build, OurMap.quality(map.report())), parts);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
