package dev.portolan.benchmarks.duplicates;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.benchmarks.scale.Mixture;
import dev.portolan.benchmarks.scale.RealVectors;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildReport;
import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.query.MapDuplicates;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Many drawn vectors, every fiftieth of them a copy of an earlier one: how long duplicates take
/// beside the neighbour graph, whether the copies are found, and how long another cutoff takes.
final class PlantedMixture {
  private static final int EVERY = 50;
  private static final double APART = .01;
  private static final double CUTOFF = .05;
  private static final double[] OTHERS = {.01, .02, .03, .04, .05};

  private final RealVectors real;
  private final long seed;
  private final StringBuilder out;

  PlantedMixture(RealVectors real, long seed, StringBuilder out) {
    this.real = real;
    this.seed = seed;
    this.out = out;
  }

  void head() {
    out.append(
        """
        ## Many data
        Drawn around the real vectors (`scale`), every fiftieth an exact or a near copy (about .01) of an earlier
        one; cutoff .05. *Found*: planted pairs of which one is a deletion candidate.

        | data | neighbour graph, s | duplicates, s | share | planted | found | would go | ceiling | another cutoff: first, then the median of 15, s |
        |---|---|---|---|---|---|---|---|---|
        """);
  }

  void run(Path directory, int n) {
    Map<String, String> originals = new HashMap<>();
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset =
          db.create("data-" + n, Schema.builder().latent(real.dimensions(), Metric.COSINE).build());
      dataset.load(data(n, originals), DataStore.LoadProgress.none());
      EmbeddingMap map =
          dataset.buildMap(
              DuplicatesRun.map().duplicateCutoff(CUTOFF).build(), BuildMonitor.none());
      write(map, n, originals);
    }
  }

  /// @param originals filled as the data are read: whose copy a planted one is
  private Iterable<Datum> data(int n, Map<String, String> originals) {
    return () -> {
      Iterator<Datum> drawn = new Mixture(real, n, seed).iterator();
      SplittableRandom random = new SplittableRandom(seed);
      float[][] earlier = new float[1000][];
      String[] ids = new String[earlier.length];
      originals.clear();
      return new Iterator<>() {
        private int at;

        @Override
        public boolean hasNext() {
          return drawn.hasNext();
        }

        @Override
        public Datum next() {
          Datum datum = drawn.next();
          int slot = random.nextInt(earlier.length);
          if (at++ % EVERY == EVERY - 1 && earlier[slot] != null) {
            originals.put(datum.id(), ids[slot]);
            return Datum.of(datum.id(), copy(earlier[slot], random));
          }
          earlier[slot] = datum.latent();
          ids[slot] = datum.id();
          return datum;
        }
      };
    };
  }

  private static float[] copy(float[] of, SplittableRandom random) {
    float[] copy = of.clone();
    if (random.nextBoolean()) {
      double noise = Math.sqrt(2 * APART / copy.length);
      for (int i = 0; i < copy.length; i++) {
        copy[i] += (float) (noise * random.nextGaussian());
      }
    }
    return copy;
  }

  private void write(EmbeddingMap map, int n, Map<String, String> originals) {
    Map<String, MapDuplicates.PerDatum> byId = new HashMap<>();
    map.duplicates().perDatum().forEach(each -> byId.put(each.id(), each));
    long found =
        originals.entrySet().stream()
            .filter(pair -> goes(byId.get(pair.getKey())) || goes(byId.get(pair.getValue())))
            .count();
    double neighbors = seconds(map.report(), "neighbour graph");
    double duplicates = seconds(map.report(), "duplicates");
    double first = cutoff(map, OTHERS[0]);
    double[] rest = new double[15];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = cutoff(map, OTHERS[i % OTHERS.length]);
    }
    Arrays.sort(rest);
    out.append(
        String.format(
            Locale.ROOT,
            "| %,d | %.1f | %.1f | %.1f %% | %,d | %,d | %,d | %.3f | %.2f, %.2f |%n",
            n,
            neighbors,
            duplicates,
            100 * duplicates / neighbors,
            originals.size(),
            found,
            map.report().duplicates().candidates(),
            map.report().duplicates().ceiling(),
            first,
            rest[rest.length / 2]));
  }

  private static boolean goes(MapDuplicates.PerDatum datum) {
    return datum.duplicateClass() == DuplicateClass.DELETION_CANDIDATE;
  }

  private static double cutoff(EmbeddingMap map, double cutoff) {
    long start = System.nanoTime();
    map.duplicates().at(cutoff).deletionCandidates();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double seconds(BuildReport report, String stage) {
    return report.stages().stream()
        .filter(each -> each.name().equals(stage))
        .mapToDouble(BuildReport.Stage::seconds)
        .sum();
  }
}
