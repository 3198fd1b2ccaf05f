package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With and without what is kept between questions, the same writes give the same answers.
class CacheOracleTest {
  private static final int STEPS = 60;
  private static final int IDS = 80;
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir Path directory;

  private final SplittableRandom random = Seeds.random();
  private final List<DataStore> stores = new ArrayList<>();
  private final List<DataSnapshot> held = new ArrayList<>();
  private final List<String> heldAnswers = new ArrayList<>();
  private Instant now = NOON;

  @AfterEach
  void close() {
    held.forEach(DataSnapshot::close);
    stores.forEach(DataStore::close);
  }

  private OpenOptions options(boolean cache) {
    return OpenOptions.defaults().cache(cache).clock(() -> now);
  }

  private Path path(boolean cache) {
    return directory.resolve(cache ? "with" : "without");
  }

  private DataStore create(boolean cache, boolean expiring) {
    Schema.Builder schema = Schema.builder().integer("n").timestamp("until");
    if (expiring) {
      schema.expiry("until");
    }
    DataStore store =
        DataStore.create(
            path(cache),
            schema.latent(4, Metric.EUCLIDEAN).build(),
            Optional.empty(),
            options(cache));
    store.commitEmpty();
    return store;
  }

  @Test
  void cacheOff_sameAnswers() {
    sameAnswers(false);
  }

  @Test
  void cacheOff_dataThatExpire_sameAnswers() {
    sameAnswers(true);
  }

  private void sameAnswers(boolean expiring) {
    stores.add(create(true, expiring));
    stores.add(create(false, expiring));
    // Two that only read, as another process would, and learn of commits when they are asked.
    stores.add(DataStore.open(path(true), options(true), false));
    stores.add(DataStore.open(path(false), options(false), false));
    for (int step = 0; step < STEPS; step++) {
      write();
      compare("step " + step + ", " + Seeds.note());
    }
    Reliability.report("R6 cache on and off", STEPS, "states", "same answers, from 4 stores");
  }

  private void write() {
    switch (random.nextInt(12)) {
      case 0 -> both(DataStore::deleteExpired);
      case 1 -> both(store -> store.merge(CancelFlag.never()));
      case 2 -> reopen(false);
      case 3 -> reopen(true);
      case 4 -> now = now.plusSeconds(random.nextInt(40));
      case 5, 6, 7 -> {
        List<String> ids = some();
        both(store -> store.delete(ids));
      }
      default -> {
        List<Datum> data = some().stream().map(this::datum).toList();
        both(store -> store.upsert(data));
      }
    }
  }

  private Datum datum(String id) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("n", (long) random.nextInt(100));
    if (random.nextBoolean()) {
      values.put("until", NOON.plusSeconds(random.nextInt(2000)));
    }
    return new Datum(id, values, Seeds.vector(random, 4));
  }

  private List<String> some() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(10); i++) {
      ids.add("d" + random.nextInt(IDS));
    }
    return ids;
  }

  private void both(java.util.function.Consumer<DataStore> work) {
    work.accept(stores.get(0));
    work.accept(stores.get(1));
  }

  /// @param unclean as after a kill: what was not committed is gone, the last files are read first
  private void reopen(boolean unclean) {
    for (int i = 0; i < 2; i++) {
      stores.get(i).close();
      stores.set(i, DataStore.open(path(i == 0), options(i == 0), unclean));
    }
  }

  private void compare(String where) {
    List<String> asked = some();
    float[] query = Seeds.vector(random, 4);
    List<String> answers = new ArrayList<>();
    for (DataStore store : stores) {
      try (DataSnapshot data = store.snapshot()) {
        String first = answers(data, asked, query);
        assertEquals(first, answers(data, asked, query), where + ", asked twice");
        answers.add(first);
      }
    }
    assertEquals(answers.get(1), answers.get(0), where + ", with and without");
    assertEquals(answers.get(1), answers.get(2), where + ", reader with");
    assertEquals(answers.get(1), answers.get(3), where + ", reader without");
    hold(where);
  }

  /// A snapshot that stays open answers as it did, whatever is kept for later ones.
  private void hold(String where) {
    List<String> all = List.of();
    for (int i = 0; i < held.size(); i++) {
      assertEquals(
          heldAnswers.get(i), answers(held.get(i), all, new float[4]), where + ", held snapshot");
    }
    if (random.nextInt(10) == 0) {
      held.add(stores.get(2).snapshot());
      heldAnswers.add(answers(held.getLast(), all, new float[4]));
    }
  }

  private static String answers(DataSnapshot data, List<String> asked, float[] query) {
    StringBuilder answers = new StringBuilder();
    DatumSet all = data.all();
    Map<String, Integer> ordinals = new LinkedHashMap<>();
    for (int ordinal : all.ordinals()) {
      ordinals.put(data.id(ordinal), ordinal);
      answers.append(ordinal).append(data.id(ordinal));
      answers.append(data.values(ordinal, Set.of("n", "until"))).append('\n');
    }
    assertArrayEquals(all.ordinals(), data.ordinals(List.copyOf(ordinals.keySet())));
    for (String id : asked) {
      assertEquals(ordinals.getOrDefault(id, -1), data.ordinal(id).orElse(-1), id);
    }
    DatumSet half = DatumSet.collect(data.dataset(), sink -> all.forEach(o -> accept(sink, o)));
    answers.append(data.withVector().stream().boxed().toList()).append('\n');
    answers.append(java.util.Arrays.toString(data.nearest(query, 5, half, 5).ordinals()));
    return answers.append(data.count()).toString();
  }

  private static void accept(java.util.function.IntConsumer sink, int ordinal) {
    if (ordinal % 2 == 0) {
      sink.accept(ordinal);
    }
  }

  @Test
  void snapshots_ofOneCommit_shareTheirTables() {
    stores.add(create(true, false));
    stores.get(0).upsert(List.of(datum("a")));
    SegmentOrdinals first;
    try (DataSnapshot data = stores.get(0).snapshot()) {
      first = data.ordinals();
    }
    try (DataSnapshot data = stores.get(0).snapshot()) {
      assertSame(first, data.ordinals());
    }
  }
}
