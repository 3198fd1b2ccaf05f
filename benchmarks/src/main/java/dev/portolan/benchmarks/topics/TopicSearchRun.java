package dev.portolan.benchmarks.topics;

import com.sun.management.OperatingSystemMXBean;
import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.benchmarks.Folder;
import dev.portolan.benchmarks.Machine;
import dev.portolan.exchange.NpyFile;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.projection.Projection;
import dev.portolan.query.MapEmbeddings;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.MapTopics;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Nearest;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The topics of ten thousand vectors beside the search for their neighbours alone.
///
/// The median of the processor's time stands beside that of the clock, as other work on the machine
/// hardly changes it. Three questions take turns: the neighbours as the storage finds them, the
/// same with their ids (`vectorSearch`), and the topics (`vectorSearchTopics`). Before any time is
/// taken, the topics are compared with those counted from the neighbours that `vectorSearch` names,
/// and with one question after another.
///
/// Usage: `benchmarks/run topicsearch` from the repository's root; wants stackoverflow20k of
/// `../shared/data`.
public final class TopicSearchRun {
  private static final Path DATA = Path.of("../shared/data/stackoverflow20k/vectors_f16.npy.gz");
  private static final Path RESULT = Path.of("benchmarks/results/topicsearch.md");
  private static final int QUERIES = 10_000;
  private static final int K = MapTopics.DEFAULT_K;
  private static final int DEPTH = 2;
  private static final int ROUNDS = 5;
  private static final int WARM_UPS = 2;
  private static final double MOVED = .1;
  private static final long SEED = 7;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final MapSnapshot map;
  private final float[][] queries;

  private TopicSearchRun(MapSnapshot map, float[][] queries) {
    this.map = map;
    this.queries = queries;
  }

  public static void main(String[] args) throws IOException {
    float[][] vectors = NpyFile.vectors(DATA);
    Path work = Files.createTempDirectory("portolan-topicsearch");
    try (Portolan db = Portolan.open(work.resolve("db"))) {
      Dataset dataset =
          db.create("data", Schema.builder().latent(vectors[0].length, Metric.COSINE).build());
      dataset.load(
          () ->
              IntStream.range(0, vectors.length)
                  .mapToObj(i -> Datum.of("d" + i, vectors[i]))
                  .iterator(),
          DataStore.LoadProgress.none());
      EmbeddingMap map =
          dataset.buildMap(
              MapOptions.builder()
                  .projection(new Projection.Pca())
                  .duplicates(new DuplicateCutoff.Off())
                  .build(),
              BuildMonitor.none());
      try (MapSnapshot snapshot = map.snapshot()) {
        String report = new TopicSearchRun(snapshot, moved(vectors)).report(vectors.length);
        System.out.print(report);
        Files.writeString(RESULT, report);
      }
    } finally {
      Folder.delete(work);
    }
  }

  /// Data of the set, each moved by a tenth of its length in a random direction.
  private static float[][] moved(float[][] vectors) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] moved = new float[QUERIES][];
    for (int q = 0; q < QUERIES; q++) {
      moved[q] = vectors[random.nextInt(vectors.length)].clone();
      double squares = 0;
      for (float v : moved[q]) {
        squares += (double) v * v;
      }
      double step = MOVED * Math.sqrt(squares / moved[q].length);
      for (int i = 0; i < moved[q].length; i++) {
        moved[q][i] += (float) (step * random.nextGaussian());
      }
    }
    return moved;
  }

  private interface Question {
    int answers();
  }

  private String report(int n) {
    double load = Machine.load();
    int differing = differing();
    int oneByOne = oneByOne();
    List<Question> questions =
        List.of(
            () -> neighbours().length,
            () -> map.embeddings().vectorSearch(queries, K).size(),
            () -> map.topics().vectorSearchTopics(queries, K, DEPTH).size());
    double[][] seconds = new double[questions.size()][ROUNDS];
    double[][] processor = new double[questions.size()][ROUNDS];
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      for (int turn = 0; turn < seconds.length; turn++) {
        int asked = (round + WARM_UPS + turn) % seconds.length;
        long start = System.nanoTime();
        long startOfProcessor = PROCESS.getProcessCpuTime();
        if (questions.get(asked).answers() != QUERIES) {
          throw new IllegalStateException("question %d left queries out".formatted(asked));
        }
        if (round >= 0) {
          seconds[asked][round] = (System.nanoTime() - start) / 1e9;
          processor[asked][round] = (PROCESS.getProcessCpuTime() - startOfProcessor) / 1e9;
        }
      }
    }
    StringBuilder report = new StringBuilder("# The topics of many vectors\n\n");
    report.append(
        String.format(
            Locale.ROOT,
            """
            %s. %s. Load average %.1f before, %.1f after.

            stackoverflow20k, %,d × %d, cosine: %,d stored vectors moved by a tenth of their length, k = %d, topics of depth %d.
            %d of the answers differ from the shares counted over the neighbours that `vectorSearch` names,
            %d from the same question asked alone. Median (least, greatest) of %d rounds in turns after %d warm-ups.

            | question | s | queries per second | beside the neighbours | beside `vectorSearch` | processor s | beside the neighbours |
            |---|---|---|---|---|---|---|
            """,
            Machine.describe(),
            LocalDate.now(),
            load,
            Machine.load(),
            n,
            queries[0].length,
            QUERIES,
            K,
            DEPTH,
            differing,
            oneByOne,
            ROUNDS,
            WARM_UPS));
    List<String> names =
        List.of("neighbours alone", "`vectorSearch`: with ids", "`vectorSearchTopics`");
    double[] medians = new double[seconds.length];
    double[] ofProcessor = new double[seconds.length];
    for (int asked = 0; asked < seconds.length; asked++) {
      Arrays.sort(seconds[asked]);
      medians[asked] = seconds[asked][ROUNDS / 2];
      Arrays.sort(processor[asked]);
      ofProcessor[asked] = processor[asked][ROUNDS / 2];
      report.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f (%.2f, %.2f) | %,.0f | %.2f | %s | %.2f | %.2f |%n",
              names.get(asked),
              medians[asked],
              seconds[asked][0],
              seconds[asked][ROUNDS - 1],
              QUERIES / medians[asked],
              medians[asked] / medians[0],
              asked == 0 ? "" : "%.2f".formatted(medians[asked] / medians[1]),
              ofProcessor[asked],
              ofProcessor[asked] / ofProcessor[0]));
    }
    return report.toString();
  }

  private Nearest[] neighbours() {
    KnnOptions options = KnnOptions.of(K).effort(2 * K);
    return Arrays.stream(queries)
        .parallel()
        .map(query -> map.dataSnapshot().nearest(query, options))
        .toArray(Nearest[]::new);
  }

  /// How many answers are not the shares of the neighbours' topics.
  private int differing() {
    MapTopics.PerDatum topics = map.topics().perDatum();
    Map<String, String> topicOf = new HashMap<>();
    for (int i = 0; i < topics.ids().length; i++) {
      topicOf.put(topics.ids()[i], topics.labels()[DEPTH - 1][i]);
    }
    List<MapEmbeddings.Neighbors> neighbours = map.embeddings().vectorSearch(queries, K);
    List<MapTopics.Posterior> posteriors = map.topics().vectorSearchTopics(queries, K, DEPTH);
    int differing = 0;
    for (int q = 0; q < QUERIES; q++) {
      Map<String, Integer> votes = new HashMap<>();
      for (String id : neighbours.get(q).ids()) {
        if (topicOf.get(id) != null) {
          votes.merge(topicOf.get(id), 1, Integer::sum);
        }
      }
      double all = votes.values().stream().mapToInt(v -> v).sum();
      Map<String, Double> expected = new HashMap<>();
      votes.forEach((label, count) -> expected.put(label, count / all));
      differing += expected.equals(posteriors.get(q).topics()) ? 0 : 1;
    }
    return differing;
  }

  private int oneByOne() {
    List<MapTopics.Posterior> alone = new ArrayList<>();
    for (float[] query : queries) {
      alone.addAll(map.topics().vectorSearchTopics(new float[][] {query}, K, DEPTH));
    }
    List<MapTopics.Posterior> together = map.topics().vectorSearchTopics(queries, K, DEPTH);
    return (int)
        IntStream.range(0, QUERIES).filter(q -> !alone.get(q).equals(together.get(q))).count();
  }
}
