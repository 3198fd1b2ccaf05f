package dev.portolan.benchmarks;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.Tags;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Durability;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Edits of tags over a million data, each checked by another opening of the database afterwards.
///
/// Usage: `benchmarks/run tags` from the repository's root; wants 200 MB of temporary space.
public final class TagsRun {
  private static final int DATA = 1_000_000;
  private static final int EDITS = 10_000;
  private static final int THREADS = 8;
  private static final int ROUNDS = 5;

  private final Path directory;
  private final Dataset dataset;
  private final StringBuilder report = new StringBuilder();
  private int made;

  private TagsRun(Path directory, Dataset dataset) {
    this.directory = directory;
    this.dataset = dataset;
  }

  public static void main(String[] args) throws IOException {
    Path work = Files.createTempDirectory("portolan-tags");
    try (Portolan db = Portolan.open(work.resolve("db"))) {
      Dataset dataset =
          db.create(
              "data", Schema.builder().integer("priority").latent(2, Metric.EUCLIDEAN).build());
      dataset.load(data(), DataStore.LoadProgress.none());
      new TagsRun(db.directory(), dataset).run();
    } finally {
      Folder.delete(work);
    }
  }

  private static Iterable<Datum> data() {
    return () ->
        IntStream.range(0, DATA)
            .mapToObj(i -> new Datum("d" + i, Map.of("priority", (long) i % 10), null))
            .iterator();
  }

  private interface Work {
    void on(Tags tags, String tag);
  }

  private void run() throws IOException {
    line("# Edits of tags\n");
    line("%,d data, %,d edits of one datum each; %s, %s,", DATA, EDITS, Machine.describe(), day());
    line("load average %.1f at the start. Seconds, best of %d rounds.\n", load(), ROUNDS);
    line("| edits, all durable at the end | a new tag | a tag of 100,000 data |\n|---|---|---|");
    edits("%d threads, `LATER`, one flush".formatted(THREADS), TagsRun::threadsLater);
    edits("one batch", TagsRun::batch);
    edits("one edit of all", TagsRun::atOnce);
    edits("%d threads, each edit durable".formatted(THREADS), TagsRun::threadsNow);
    line("\n| question | ms |\n|---|---|");
    dataset.tags().create("live", Filter.lessThan("priority", 1));
    question("data of a tag of 110,000", () -> dataset.tags().datumsIn("tag0").count());
    question("data of a live tag", () -> dataset.tags().datumsIn("live").count());
    question(
        "list of %d tags with counts".formatted(dataset.tags().names().size()),
        () -> dataset.tags().tags().size());
    line("\nLoad average %.1f at the end.", load());
    System.out.print(report);
    Files.createDirectories(Path.of("benchmarks/results"));
    Files.writeString(Path.of("benchmarks/results/tags.md"), report);
  }

  private static String day() {
    return LocalDate.now().toString();
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private void line(String format, Object... values) {
    report.append(format.formatted(values)).append('\n');
  }

  private void edits(String name, Work work) {
    int[] tenth = new SplittableRandom(7).ints(DATA, 0, DATA).distinct().limit(DATA / 10).toArray();
    double large = best(work, DatumSet.of(dataset.all().dataset(), tenth));
    double small = best(work, DatumSet.of(dataset.all().dataset()));
    line("| %s | %.2f | %.2f |", name, small, large);
  }

  private double best(Work work, DatumSet before) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      String tag = "tag" + made++;
      dataset.tags().create(tag, before);
      long start = System.nanoTime();
      work.on(dataset.tags(), tag);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
      check(tag, before);
    }
    return best;
  }

  /// Another opening, which reads the disk, finds what was there before and all edits.
  private void check(String tag, DatumSet before) {
    DatumSet wanted = before.or(dataset.ids(ids(0, 1)));
    try (Portolan reader = Portolan.openExisting(directory)) {
      if (!reader.dataset("data").tags().datumsIn(tag).equals(wanted)) {
        throw new IllegalStateException("tag '%s' is not what was written".formatted(tag));
      }
    }
  }

  /// The ids one of `of` threads adds.
  private static List<String> ids(int thread, int of) {
    return IntStream.range(0, EDITS)
        .filter(i -> i % of == thread)
        .mapToObj(i -> "d" + 97 * i)
        .toList();
  }

  private static void threadsLater(Tags tags, String tag) {
    threads(tags, tag, Durability.LATER);
    tags.flush();
  }

  private static void threadsNow(Tags tags, String tag) {
    threads(tags, tag, Durability.NOW);
  }

  private static void threads(Tags tags, String tag, Durability durability) {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        List<String> ids = ids(thread, THREADS);
        running.add(
            pool.submit(() ->
                ids.forEach(id -> tags.edit(durability, each -> each.add(tag, List.of(id))))));
      }
    }
    running.forEach(Future::resultNow);
  }

  private static void batch(Tags tags, String tag) {
    tags.edit(edits -> ids(0, 1).forEach(id -> edits.add(tag, List.of(id))));
  }

  private static void atOnce(Tags tags, String tag) {
    tags.add(tag, ids(0, 1));
  }

  private interface Question {
    int ask();
  }

  private void question(String name, Question question) {
    double[] millis = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      if (question.ask() == 0) {
        throw new IllegalStateException(name + ": none");
      }
      millis[round] = (System.nanoTime() - start) / 1e6;
    }
    line("| %s | %.2f |", name, Arrays.stream(millis).min().orElseThrow());
  }
}
