package dev.portolan.benchmarks;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.query.Facets;
import dev.portolan.query.TimeStep;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Datum sets and counts over a million data: set algebra per second, filters, histograms.
public final class SetsRun {
  private static final int DATA = 1_000_000;
  private static final int ROUNDS = 7;
  private static final int WARM = 15;
  private static final DataStore.LoadProgress SILENT = DataStore.LoadProgress.none();

  private SetsRun() {}

  public static void main(String[] args) throws IOException {
    System.out.printf(
        "# Sets and counts over 1,000,000 data%n%n%s. Median of %d rounds, after %d to warm"
            + " up.%n%n",
        Machine.describe(), ROUNDS, WARM);
    algebra();
    Path directory = Files.createTempDirectory("portolan-sets");
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset =
          db.create(
              "data",
              Schema.builder()
                  .category("product")
                  .integer("priority")
                  .real("price")
                  .timestamp("opened")
                  .latent(2, Metric.EUCLIDEAN)
                  .build());
      dataset.load(data(), SILENT);
      counts(dataset);
    } finally {
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void algebra() {
    DatumSet a = tenth(1);
    DatumSet b = tenth(2);
    long both = IntStream.of(a.ordinals()).filter(b::contains).count();
    if (a.and(b).count() != both || a.or(b).count() != a.count() + b.count() - both) {
      throw new IllegalStateException("the sets are wrong");
    }
    System.out.println("Two random sets of 10 % each:\n\n| operation | per second |\n|---|---|");
    Map.<String, Supplier<DatumSet>>of(
            "and", () -> a.and(b), "or", () -> a.or(b), "minus", () -> a.minus(b))
        .forEach((name, operation) -> {
          int times = 3_000;
          double[] perSecond = new double[ROUNDS];
          for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            int seen = 0;
            for (int i = 0; i < times; i++) {
              seen += operation.get().isEmpty() ? 1 : 0;
            }
            perSecond[round] = times / ((System.nanoTime() - start) / 1e9) + seen;
          }
          System.out.printf(Locale.ROOT, "| %s | %,.0f |%n", name, median(perSecond));
        });
  }

  private static DatumSet tenth(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return DatumSet.of(
        "d", IntStream.range(0, DATA).filter(_ -> random.nextInt(10) == 0).toArray());
  }

  private static Iterable<Datum> data() {
    return () -> {
      SplittableRandom random = new SplittableRandom(3);
      Iterator<Integer> rows = IntStream.range(0, DATA).iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public Datum next() {
          return Datum.of("d" + rows.next(), null)
              .with("product", "product " + random.nextInt(1_000))
              .with("priority", (long) random.nextInt(10))
              .with("price", random.nextDouble(1_000))
              .with(
                  "opened", Instant.ofEpochSecond(random.nextLong(1_500_000_000L, 1_800_000_000L)));
        }
      };
    };
  }

  private static void counts(Dataset dataset) {
    Filter half = Filter.lessThan("priority", 5);
    System.out.println("\n| question | of all, ms | of half of them, ms |\n|---|---|---|");
    time(dataset, "1,000 categories", half, facets -> facets.categories("product").size());
    time(dataset, "numbers in 50 bins", half, facets -> facets.histogram("price", 50).size());
    time(
        dataset,
        "moments by month",
        half,
        facets -> facets.histogram("opened", TimeStep.MONTH).size());
    System.out.printf(
        Locale.ROOT,
        "%nThe filter as a count %.1f ms, as a set %.1f ms.%n",
        median(() -> dataset.count(half)),
        median(() -> dataset.where(half).count()));
  }

  private static void time(
      Dataset dataset,
      String name,
      Filter half,
      java.util.function.Function<Facets, Integer> question) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f |%n",
        name,
        median(() -> dataset.facets(Filter.all(), question)),
        median(() -> dataset.facets(half, question)));
  }

  private static double median(Supplier<Integer> question) {
    double[] millis = new double[ROUNDS];
    int seen = 0;
    for (int warm = 0; warm < WARM; warm++) {
      seen += question.get();
    }
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      seen += question.get();
      millis[round] = (System.nanoTime() - start) / 1e6;
    }
    if (seen == 0) {
      throw new IllegalStateException("nothing was counted");
    }
    return median(millis);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
