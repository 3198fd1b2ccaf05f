package dev.portolan.benchmarks;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.exchange.NpyFile;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Nearest;
import dev.portolan.storage.Schema;
import dev.portolan.storage.Selected;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Search by vector within some data: every vector measured, the graph walked, and what the cost
/// model chooses, side by side.
///
/// Filters keep .1, 1, 10 and 50 % of the data: at random, or those nearest to one datum. Queries
/// are data of the set, a little moved. Times are processor time of the searching thread, so that
/// other work on the machine counts little; each query is asked in all ways, taking turns.
public final class FilteredRun {
  private static final double[] SHARES = {.001, .01, .03, .1, .2, .5};
  private static final List<KnnOptions.Way> WAYS =
      List.of(KnnOptions.Way.SCAN, KnnOptions.Way.GRAPH, KnnOptions.Way.CHEAPEST);
  private static final int QUERIES = 100;
  private static final int ROUNDS = 9;
  private static final int K = 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final DataStore.LoadProgress SILENT = DataStore.LoadProgress.none();

  private FilteredRun() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of("../shared/data");
    System.out.printf(
        "# Search within some data%n%nrecall@10 and processor time per query, µs (mean of %d"
            + " queries, the least of %d rounds each). %s%n%n",
        QUERIES, ROUNDS, Machine.describe());
    System.out.println(
        "| data | filter | keeps | recall, graph | recall, chosen | scan µs | graph µs | chosen µs"
            + " | chosen beside the better |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    Set<String> wanted = Set.of(args);
    if (wanted.isEmpty() || wanted.contains("news")) {
      run(
          "newsgroups20, 19,997 × 384, cosine",
          NpyFile.vectors(data.resolve("newsgroups20/vectors_f16.npy.gz")),
          Metric.COSINE);
    }
    if (wanted.isEmpty() || wanted.contains("clusters")) {
      run("clusters, 200,000 × 64, euclidean", clusters(200_000, 64), Metric.EUCLIDEAN);
    }
    if (wanted.isEmpty() || wanted.contains("fashion")) {
      run(
          "fashion-mnist, 70,000 × 784, euclidean",
          NpyFile.vectors(data.resolve("fashion-mnist/X_u8.npy.gz")),
          Metric.EUCLIDEAN);
    }
  }

  private static float[][] clusters(int n, int d) {
    SplittableRandom random = new SplittableRandom(7);
    float[][] centres = gaussian(random, 500, d, 1);
    float[][] vectors = gaussian(random, n, d, .6);
    for (float[] vector : vectors) {
      float[] centre = centres[random.nextInt(centres.length)];
      for (int i = 0; i < d; i++) {
        vector[i] += centre[i];
      }
    }
    return vectors;
  }

  private static float[][] gaussian(SplittableRandom random, int n, int d, double scale) {
    float[][] vectors = new float[n][d];
    for (float[] vector : vectors) {
      for (int i = 0; i < d; i++) {
        vector[i] = (float) (scale * random.nextGaussian());
      }
    }
    return vectors;
  }

  private static void run(String name, float[][] vectors, Metric metric) throws IOException {
    Path directory = Files.createTempDirectory("portolan-filtered");
    Schema schema = Schema.builder().latent(vectors[0].length, metric).build();
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = db.create("data", schema);
      dataset.load(data(vectors), SILENT);
      try (DataSnapshot snapshot = dataset.dataSnapshot()) {
        for (boolean clustered : new boolean[] {false, true}) {
          for (double share : SHARES) {
            measure(name, snapshot, vectors, clustered, share);
          }
        }
      }
    } finally {
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static Iterable<Datum> data(float[][] vectors) {
    return () -> {
      Iterator<Integer> rows = IntStream.range(0, vectors.length).iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public Datum next() {
          int row = rows.next();
          return Datum.of("d" + row, vectors[row]);
        }
      };
    };
  }

  private static void measure(
      String name, DataSnapshot data, float[][] vectors, boolean clustered, double share) {
    SplittableRandom random = new SplittableRandom(11);
    int keep = (int) Math.round(share * vectors.length);
    double[] times = new double[KnnOptions.Way.values().length];
    double[] right = new double[times.length];
    int expected = 0;
    for (int q = 0; q < QUERIES; q++) {
      Selected within = data.selected(filter(data, vectors, clustered, keep, random));
      float[] query = moved(vectors[random.nextInt(vectors.length)], random);
      Set<Integer> exact = new HashSet<>();
      double[] best = new double[times.length];
      Arrays.fill(best, Double.POSITIVE_INFINITY);
      for (int round = 0; round < ROUNDS; round++) {
        for (int turn = 0; turn < WAYS.size(); turn++) {
          KnnOptions.Way way = WAYS.get((round + turn) % WAYS.size());
          long start = THREADS.getCurrentThreadCpuTime();
          Nearest found = data.nearest(query, KnnOptions.of(K).within(within).way(way));
          double time = (THREADS.getCurrentThreadCpuTime() - start) / 1e3;
          best[way.ordinal()] = Math.min(best[way.ordinal()], time);
          if (round == 0 && way == KnnOptions.Way.SCAN) {
            Arrays.stream(found.ordinals()).forEach(exact::add);
            expected += exact.size();
          }
          if (round == 0) {
            right[way.ordinal()] += Arrays.stream(found.ordinals()).filter(exact::contains).count();
          }
        }
      }
      for (int way = 0; way < times.length; way++) {
        times[way] += best[way] / QUERIES;
      }
    }
    double scan = times[KnnOptions.Way.SCAN.ordinal()];
    double graph = times[KnnOptions.Way.GRAPH.ordinal()];
    double chosen = times[KnnOptions.Way.CHEAPEST.ordinal()];
    double graphRecall = right[KnnOptions.Way.GRAPH.ordinal()] / expected;
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s %% | %.3f | %.3f | %.0f | %.0f | %.0f | %.2f |%n",
        name,
        clustered ? "clustered" : "random",
        share * 100,
        graphRecall,
        right[KnnOptions.Way.CHEAPEST.ordinal()] / expected,
        scan,
        graph,
        chosen,
        chosen / (graphRecall < .95 ? scan : Math.min(scan, graph)));
  }

  private static float[] moved(float[] vector, SplittableRandom random) {
    double length = 0;
    for (float v : vector) {
      length += (double) v * v;
    }
    double step = .1 * Math.sqrt(length / vector.length);
    float[] moved = vector.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * random.nextGaussian());
    }
    return moved;
  }

  private static DatumSet filter(
      DataSnapshot data, float[][] vectors, boolean clustered, int keep, SplittableRandom random) {
    if (clustered) {
      float[] centre = vectors[random.nextInt(vectors.length)];
      Nearest nearest = data.nearest(centre, KnnOptions.of(keep).way(KnnOptions.Way.SCAN));
      return DatumSet.of(data.dataset(), nearest.ordinals());
    }
    int[] ordinals = IntStream.range(0, vectors.length).toArray();
    for (int i = 0; i < keep; i++) {
      int j = i + random.nextInt(ordinals.length - i);
      int other = ordinals[j];
      ordinals[j] = ordinals[i];
      ordinals[i] = other;
    }
    return DatumSet.of(data.dataset(), Arrays.copyOf(ordinals, keep));
  }
}
