package dev.portolan.benchmarks.updates;

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
import dev.portolan.index.UpdateReport;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// Updates of maps of several sizes: some data come, as many go.
///
/// Usage: `benchmarks/run updates [N:CHANGED…]` from the repository's root, `10000:100 100000:1000
/// 1000000:100` unless said; vectors drawn around those of `../shared/data`.
public final class UpdatesRun {
  private static final Path RESULT = Path.of("benchmarks/results/updates.md");
  private static final Path PLOT = Path.of("benchmarks/results/updates.png");
  private static final long SEED = 7;
  private static final int ROUNDS = 5;

  private UpdatesRun() {}

  public static void main(String[] args) throws IOException {
    List<String> sizes =
        args.length == 0 ? List.of("10000:100", "100000:1000", "1000000:100") : List.of(args);
    RealVectors real = RealVectors.read(SEED);
    StringBuilder out = new StringBuilder("# Updates of maps\n\n");
    out.append("%s. %s%n%n".formatted(Machine.describe(), LocalDate.now()));
    out.append(
        """
        Vectors of 384 dimensions drawn around real ones; UMAP, topics and duplicates by default, numbered topics (no text). Each
        round so many data come, then as many others go and come; every update is *placed*. Seconds of `update()`, from snapshot to
        published: the first, and the median of the later ones.

        | data | come | go | first, s | later, s | stages of the last, s | build, s |
        |---|---|---|---|---|---|---|
        """);
    List<UpdateTimes> all = new ArrayList<>();
    for (String size : sizes) {
      String[] both = size.split(":");
      Path work = Files.createTempDirectory("portolan-updates");
      try {
        UpdateTimes times =
            measured(real, Integer.parseInt(both[0]), Integer.parseInt(both[1]), work);
        System.err.println(times.row());
        out.append(times.row());
        all.add(times);
      } finally {
        Folder.delete(work);
      }
    }
    out.append(
        "%n![Seconds of an update and of a build over the number of data](updates.png)%n"
            .formatted());
    System.out.print(out);
    Files.writeString(RESULT, out);
    UpdatesPlot.write(all, PLOT);
  }

  private static UpdateTimes measured(RealVectors real, int n, int changed, Path directory) {
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset =
          db.create("data", Schema.builder().latent(real.dimensions(), Metric.COSINE).build());
      Iterator<Datum> drawn = new Mixture(real, n + ROUNDS * changed, SEED).iterator();
      List<Datum> first = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        first.add(drawn.next());
      }
      dataset.load(first, DataStore.LoadProgress.none());
      first.clear();
      long start = System.nanoTime();
      EmbeddingMap map = dataset.buildMap(MapOptions.defaults(), BuildMonitor.none());
      double build = seconds(start);
      double[] took = new double[ROUNDS];
      UpdateReport last = null;
      for (int round = 0; round < ROUNDS; round++) {
        List<Datum> coming = new ArrayList<>();
        for (int i = 0; i < changed; i++) {
          coming.add(drawn.next());
        }
        dataset.add(coming);
        if (round > 0) {
          List<String> going = new ArrayList<>();
          for (int i = 0; i < changed; i++) {
            going.add(Mixture.id(round * changed + i));
          }
          dataset.delete(going);
        }
        start = System.nanoTime();
        last = map.update(UpdatePolicy.PLACE, BuildMonitor.none()).orElseThrow();
        took[round] = seconds(start);
      }
      double[] later = Arrays.copyOfRange(took, 1, ROUNDS);
      Arrays.sort(later);
      return new UpdateTimes(n, last, took[0], later[later.length / 2], build);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
