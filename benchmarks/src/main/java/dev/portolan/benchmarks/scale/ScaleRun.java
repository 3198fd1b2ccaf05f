package dev.portolan.benchmarks.scale;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.benchmarks.Folder;
import dev.portolan.benchmarks.Machine;
import dev.portolan.benchmarks.MeasuredProcess;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Maps of more and more vectors of 384 dimensions, in a process with a small heap.
///
/// Usage: `benchmarks/run scale [N…] [--seed N] [--keep]` from the repository's root; wants the
/// text sets of `../shared/data`, and in `target/scale` 2.2 KB of disk per vector.
/// `PORTOLAN_JAVA_OPTS` is handed to the process, `-Xmx1g` unless it is set.
public final class ScaleRun {
  private static final Path WORK = Path.of("target/scale");
  private static final Path RESULT = Path.of("benchmarks/results/scale.md");
  private static final Path PLOT = Path.of("benchmarks/results/scale.svg");
  private static final String JAVA_OPTIONS = "PORTOLAN_JAVA_OPTS";
  private static final String SMALL_HEAP = "-Xmx1g";
  private static final String DATASET = "data";

  private final ScaleOptions options;
  private final String javaOptions;
  private final RealVectors real;
  private final double loadBefore = Machine.load();
  private final List<ScaleResult> results = new ArrayList<>();

  private ScaleRun(ScaleOptions options, RealVectors real) {
    this.options = options;
    this.real = real;
    this.javaOptions = System.getenv().getOrDefault(JAVA_OPTIONS, SMALL_HEAP);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    ScaleOptions options = ScaleOptions.parse(args);
    new ScaleRun(options, RealVectors.read(options.seed())).run();
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(WORK);
    for (int n : options.sizes()) {
      Path db = WORK.resolve("%d-seed-%d".formatted(n, options.seed()));
      results.add(result(n, db));
      if (!options.keep()) {
        Folder.delete(db);
      }
      write();
    }
    System.out.print(Files.readString(RESULT));
  }

  /// After every size: the whole takes long.
  private void write() throws IOException {
    ScaleReport report = new ScaleReport(results, javaOptions, real, options.seed(), loadBefore);
    Files.writeString(RESULT, report.text());
    ScalePlot.write(results, PLOT);
  }

  private ScaleResult result(int n, Path db) throws IOException, InterruptedException {
    if (!options.keep()) {
      Folder.delete(db);
    }
    double load = Files.exists(db) ? Double.NaN : load(n, db);
    System.err.printf("%,d loaded in %.1f s%n", n, load);
    NeighborDistances near;
    try (Portolan read = Portolan.openExisting(db)) {
      near = NeighborDistances.of(read.dataset(DATASET), n, options.seed());
    }
    return ScaleResult.of(n, load, near, map(db));
  }

  private double load(int n, Path db) {
    try (Portolan write = Portolan.open(db)) {
      long start = System.nanoTime();
      Dataset dataset =
          write.create(DATASET, Schema.builder().latent(real.dimensions(), Metric.COSINE).build());
      dataset.load(new Mixture(real, n, options.seed()), DataStore.LoadProgress.none());
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private MeasuredProcess map(Path db) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "./portolan",
            "map",
            db.toString(),
            DATASET,
            "--no-topics",
            "--cutoff",
            "off",
            "--json");
    MeasuredProcess map = MeasuredProcess.run(command, Map.of(JAVA_OPTIONS, javaOptions));
    if (map.exitCode() != 0) {
      throw new IllegalStateException(
          "%s with %s=%s ended with exit code %d; its words stand on standard error"
              .formatted(command, JAVA_OPTIONS, javaOptions, map.exitCode()));
    }
    return map;
  }
}
