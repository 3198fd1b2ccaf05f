package dev.portolan.benchmarks;

import dev.portolan.storage.BatchLimits;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Durability;
import dev.portolan.storage.Metric;
import dev.portolan.storage.OpenOptions;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Would a memory-mapped cache pay? Ids and datum sets in Chronicle Map beside Lucene's own look-up
/// and plain files, and what snapshots share, at 1 M data without vectors (the best case for a
/// cache: nothing else takes time).
///
/// Usage: `benchmarks/run cache [DATA]` from the repository's root; wants 1 GB of temporary space.
public final class CacheRun {
  private static final int DATA = 1_000_000;
  private static final int ASKED = 200_000;
  private static final int WRITTEN = 100_000;
  private static final int ROUNDS = 5;
  private static final Schema SCHEMA = Schema.builder().latent(384, Metric.COSINE).build();

  private interface Work {
    void run() throws IOException;
  }

  private final int count;
  private final Path work;
  private final StringBuilder report = new StringBuilder();
  private final String[] hits = new String[ASKED];
  private final String[] misses = new String[ASKED];
  private long sum;

  private CacheRun(int count, Path work) {
    this.count = count;
    this.work = work;
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < ASKED; i++) {
      hits[i] = id(random.nextInt(count));
      misses[i] = id(3L * count + random.nextInt(count));
    }
  }

  public static void main(String[] args) throws IOException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : DATA;
    Path work = Files.createTempDirectory("portolan-cache");
    try {
      new CacheRun(count, work).run();
    } finally {
      Folder.delete(work);
    }
  }

  private void run() throws IOException {
    line("# A cache beside the data: does it pay?\n");
    line(
        "%,d data without vectors, ids of 16 random hex digits. %s, %s,",
        count, Machine.describe(), LocalDate.now());
    line("load average %.1f at the start. Processor time, best of %d rounds.\n", load(), ROUNDS);
    Path one = work.resolve("one");
    Path several = work.resolve("several");
    try (DataStore store = create(one)) {
      store.load(data(0, count), DataStore.LoadProgress.none());
    }
    try (DataStore store = create(several)) {
      store.upsertInBatches(data(0, count), BatchLimits.defaults(), _ -> {});
    }
    line("| µs | hit | miss |\n|---|---|---|");
    lookups(one);
    lookups(several);
    chronicle(one);
    sets();
    snapshots(one);
    snapshots(several);
    upserts(several);
    line("\nLoad average %.1f at the end.", load());
    System.out.print(report);
    Files.createDirectories(Path.of("benchmarks/results"));
    Files.writeString(Path.of("benchmarks/results/cache.md"), report);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private void line(String format, Object... values) {
    report.append(format.formatted(values)).append('\n');
  }

  private static DataStore create(Path path) {
    return DataStore.create(path, SCHEMA, Optional.empty());
  }

  /// Ids in no order, without repetition.
  private static String id(long i) {
    return "%016x".formatted(new SplittableRandom(i).nextLong());
  }

  private static Iterable<Datum> data(int from, int to) {
    return () ->
        IntStream.range(from, to).mapToObj(i -> new Datum(id(i), Map.of(), null)).iterator();
  }

  /// Processor time of this thread, in ms, the smallest of some rounds.
  private static double best(Work work) throws IOException {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, once(work));
    }
    return best;
  }

  private static double once(Work work) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - start) / 1e6;
  }

  private interface Find {
    int find(String id) throws IOException;
  }

  private double micros(String[] ids, boolean there, Find find) throws IOException {
    return 1000
        / (double) ASKED
        * best(() -> {
          for (String id : ids) {
            int ordinal = find.find(id);
            if (ordinal >= 0 != there) {
              throw new IllegalStateException("id '%s' gave ordinal %d".formatted(id, ordinal));
            }
            sum += ordinal;
          }
        });
  }

  private void lookup(String name, Find find) throws IOException {
    line("| %s | %.2f | %.2f |", name, micros(hits, true, find), micros(misses, false, find));
  }

  private void lookups(Path path) throws IOException {
    try (LuceneIds ids = new LuceneIds(path)) {
      lookup("Lucene, segments: %d, made anew".formatted(ids.segments()), ids::findAnew);
      lookup("Lucene, segments: %d, reused".formatted(ids.segments()), ids::find);
    }
  }

  /// A map cannot grow: room for what is written later has to be there from the start.
  private long room() {
    return count + count / 2 + WRITTEN;
  }

  private void chronicle(Path one) throws IOException {
    Path file = work.resolve("ids");
    double start = once(() -> ChronicleIds.open(work.resolve("first"), 1000).close());
    double filled;
    try (ChronicleIds cache = ChronicleIds.open(file, room());
        LuceneIds ids = new LuceneIds(one)) {
      filled = once(() -> ids.fill(cache));
      lookup("Chronicle Map, with CRC32C", cache::find);
    }
    double reopen = best(() -> ChronicleIds.open(file, room()).close());
    try (ChronicleIds cache = ChronicleIds.open(file, room())) {
      int[] next = {count};
      double put =
          best(() -> {
            for (int i = 0; i < WRITTEN / ROUNDS; i++) {
              cache.put(id(next[0]), next[0]++);
            }
          });
      line("\n| Chronicle Map | |\n|---|---|");
      line("| first map of a process | %.0f ms |", start);
      line("| filled from the index | %.0f ms |", filled);
      line("| opened again | %.1f ms |", reopen);
      line("| put of a new id | %.2f µs |", put * 1000 * ROUNDS / WRITTEN);
      line("| file, all mapped | %d MB |", Files.size(file) >> 20);
    }
  }

  /// A datum set of a half of the data, at random: the largest there is.
  private void sets() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    DatumSet half =
        DatumSet.collect(
            "d", sink -> IntStream.range(0, count).filter(_ -> random.nextBoolean()).forEach(sink));
    byte[] bytes = half.toBytes();
    Path file = Files.write(work.resolve("set"), ChronicleSets.withCheck(bytes));
    line("\n| datum set, %d KB | ms |\n|---|---|", bytes.length >> 10);
    line(
        "| read from a plain file, with CRC32C | %.2f |",
        best(() -> set(half, ChronicleSets.checked(Files.readAllBytes(file)))));
    try (ChronicleSets sets = ChronicleSets.open(work.resolve("sets"))) {
      sets.put("half", bytes);
      line(
          "| read from Chronicle Map, with CRC32C | %.2f |",
          best(() -> set(half, sets.get("half"))));
    }
  }

  private static void set(DatumSet wanted, byte[] bytes) {
    if (!DatumSet.fromBytes("d", bytes).equals(wanted)) {
      throw new IllegalStateException("the datum set came back as another one");
    }
  }

  private void snapshots(Path path) throws IOException {
    line("\n| question to a new snapshot: how many data are live | ms |\n|---|---|");
    for (boolean cache : new boolean[] {false, true}) {
      try (DataStore store = DataStore.open(path, OpenOptions.defaults().cache(cache), false)) {
        ask(store);
        line("| `cache(%s)` | %.3f |", cache, best(() -> ask(store)));
      }
    }
  }

  private void ask(DataStore store) {
    try (DataSnapshot data = store.snapshot()) {
      if (data.all().count() != count) {
        throw new IllegalStateException("%d data are live".formatted(data.all().count()));
      }
    }
  }

  /// What a cache could save at most is the look-ups' part of these.
  private void upserts(Path path) throws IOException {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    int next = count;
    try (DataStore store = DataStore.open(path)) {
      for (int round = 0; round < 3; round++) {
        int from = next;
        next += 2 * WRITTEN;
        measure(seconds, "new, in batches", () -> batches(store, from));
        measure(seconds, "there before, in batches", () -> batches(store, from));
        measure(seconds, "new, one by one, LATER", () -> singles(store, from + WRITTEN));
        measure(seconds, "there before, one by one, LATER", () -> singles(store, from + WRITTEN));
      }
    }
    line("\n| %,d upserts into %,d | processor s | a second |\n|---|---|---|", WRITTEN, count);
    seconds.forEach((name, all) -> {
      double best = all.stream().min(Double::compare).orElseThrow();
      line("| %s | %.2f | %,.0f |", name, best, WRITTEN / best);
    });
  }

  private static void measure(Map<String, List<Double>> seconds, String name, Runnable work) {
    var process =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = process.getProcessCpuTime();
    work.run();
    double used = (process.getProcessCpuTime() - start) / 1e9;
    seconds.computeIfAbsent(name, _ -> new ArrayList<>()).add(used);
  }

  private static void batches(DataStore store, int from) {
    store.upsertInBatches(data(from, from + WRITTEN), BatchLimits.defaults(), _ -> {});
  }

  private static void singles(DataStore store, int from) {
    for (Datum datum : data(from, from + WRITTEN)) {
      store.upsert(List.of(datum), Durability.LATER);
    }
    store.flush();
  }
}
