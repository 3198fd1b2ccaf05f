package dev.portolan.benchmarks.updates;

import dev.portolan.AutoUpdate;
import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.benchmarks.Folder;
import dev.portolan.benchmarks.Machine;
import dev.portolan.benchmarks.scale.Mixture;
import dev.portolan.benchmarks.scale.RealVectors;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// What writers wait while a map updates itself beside them.
///
/// Usage: `benchmarks/run autoupdate [N]` from the repository's root, 20,000 unless said; vectors
/// drawn around those of `../shared/data`.
public final class AutoUpdateRun {
  private static final Path RESULT = Path.of("benchmarks/results/autoupdate.md");
  private static final int ROUNDS = 5;
  private static final Duration TIME = Duration.ofSeconds(15);
  private static final long BETWEEN_NANOS = 10_000_000;
  private static final AutoUpdate HOW =
      AutoUpdate.after(200).within(Duration.ofSeconds(2)).by(UpdatePolicy.PLACE);

  private AutoUpdateRun() {}

  public static void main(String[] args) throws IOException {
    int n = args.length == 0 ? 20_000 : Integer.parseInt(args[0]);
    RealVectors real = RealVectors.read(7);
    Path work = Files.createTempDirectory("portolan-autoupdate");
    StringBuilder out = new StringBuilder("# Writers beside automatic updates\n\n");
    out.append("%s. %s%n%n".formatted(Machine.describe(), LocalDate.now()));
    out.append(
        """
        %,d data of 384 dimensions, mapped; one writer adds a datum, waits for it to be durable, and rests 10 ms, for %d s; without
        and with `autoUpdate(after 200 or within 2 s)`, in turns, the order turned each round. Milliseconds of `add`.

        | round | median off | median on | p99 off | p99 on | updates |
        |---|---|---|---|---|---|
        """
            .formatted(n, TIME.toSeconds()));
    try (Portolan db = Portolan.open(work)) {
      Dataset dataset =
          db.create("data", Schema.builder().latent(real.dimensions(), Metric.COSINE).build());
      Iterator<Datum> drawn = new Mixture(real, n + 1_000_000, 7).iterator();
      List<Datum> first = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        first.add(drawn.next());
      }
      dataset.load(first, DataStore.LoadProgress.none());
      EmbeddingMap map = dataset.buildMap(MapOptions.defaults(), BuildMonitor.none());
      written(dataset, drawn);
      double[][] p99 = new double[2][ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        double[][] figures = new double[2][];
        long updates = 0;
        for (int turn = 0; turn < 2; turn++) {
          int on = (turn + round) % 2;
          map.update(UpdatePolicy.PLACE, BuildMonitor.none());
          long before = map.generation();
          if (on == 1) {
            map.autoUpdate(HOW);
          }
          figures[on] = written(dataset, drawn);
          map.autoUpdateOff();
          updates += on == 1 ? map.generation() - before : 0;
        }
        p99[0][round] = figures[0][1];
        p99[1][round] = figures[1][1];
        out.append(
            String.format(
                Locale.ROOT,
                "| %d | %.2f | %.2f | %.2f | %.2f | %d |%n",
                round + 1,
                figures[0][0],
                figures[1][0],
                figures[0][1],
                figures[1][1],
                updates));
      }
      out.append(
          String.format(
              Locale.ROOT,
              "%nMedian of the p99: %.2f ms without, %.2f ms with, %+.0f %%.%n",
              median(p99[0]),
              median(p99[1]),
              100 * (median(p99[1]) / median(p99[0]) - 1)));
    } finally {
      Folder.delete(work);
    }
    System.out.print(out);
    Files.writeString(RESULT, out);
  }

  /// @return median and p99 of the writes, in milliseconds
  private static double[] written(Dataset dataset, Iterator<Datum> drawn) {
    List<Double> took = new ArrayList<>();
    for (long end = System.nanoTime() + TIME.toNanos(); System.nanoTime() < end; ) {
      Datum next = drawn.next();
      long start = System.nanoTime();
      dataset.add(next);
      took.add((System.nanoTime() - start) / 1e6);
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
    double[] sorted = took.stream().mapToDouble(each -> each).sorted().toArray();
    return new double[] {sorted[sorted.length / 2], sorted[sorted.length * 99 / 100]};
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
