package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R8: eight threads write, read and publish; every read is one that the order of writes allows.
///
/// Each id belongs to one writing thread, which gives it versions 1, 2, 3 …; every third version of
/// an id deletes it. A read that began after version v was acknowledged must not see an earlier
/// one, and none must see a version whose write had not begun when the read ended.
class HistoryTest {
  /// Operations on single data; 1,000,000 and more under stress.
  private static final long OPERATIONS = Long.getLong("portolan.history.operations", 50_000);

  private static final int WRITERS = 4;
  private static final int READERS = 3;
  private static final int IDS = 400;
  private static final int BATCH = 40;

  @TempDir Path directory;

  private final AtomicIntegerArray begun = new AtomicIntegerArray(IDS);
  private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(IDS);
  private final AtomicLong operations = new AtomicLong();
  private DataStore store;
  private MapStore maps;

  private static boolean deleted(int version) {
    return version % 3 == 0;
  }

  @Test
  void eightThreads_readsAgreeWithTheOrderOfWrites() throws Exception {
    Schema schema = Schema.builder().integer("version").latent(2, Metric.EUCLIDEAN).build();
    store = DataStore.create(directory.resolve("data"), schema, Optional.empty());
    store.commitEmpty();
    maps = new MapStore(directory, "default");
    List<Callable<Void>> threads = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      threads.add(() -> write(writer));
    }
    for (int i = 0; i < READERS; i++) {
      SplittableRandom random = new SplittableRandom(Seeds.SEED + i);
      threads.add(() -> read(random));
    }
    threads.add(this::publish);
    try (ExecutorService running = Executors.newFixedThreadPool(threads.size())) {
      for (Future<Void> done : running.invokeAll(threads)) {
        done.get();
      }
    }
    try (DataSnapshot data = store.snapshot()) {
      for (int id = 0; id < IDS; id++) {
        assertEquals(acknowledged.get(id), seen(data, id, acknowledged.get(id)), "id " + id);
      }
    }
    store.close();
    Reliability.report("R8 history", operations.get(), "operations", "0 violations");
  }

  private boolean done() {
    return operations.get() >= OPERATIONS;
  }

  private Void write(int writer) {
    SplittableRandom random = new SplittableRandom(Seeds.SEED * 31 + writer);
    while (!done()) {
      Set<Integer> ids = new java.util.TreeSet<>();
      for (int i = 0; i < BATCH; i++) {
        ids.add(random.nextInt(IDS / WRITERS) * WRITERS + writer);
      }
      List<Datum> puts = new ArrayList<>();
      List<String> deletes = new ArrayList<>();
      for (int id : ids) {
        int version = begun.incrementAndGet(id);
        if (deleted(version)) {
          deletes.add("d" + id);
        } else {
          puts.add(
              new Datum("d" + id, Map.of("version", (long) version), new float[] {id, version}));
        }
      }
      boolean later = random.nextInt(4) == 0;
      store.upsert(puts, Durability.LATER);
      store.delete(deletes, later ? Durability.LATER : Durability.NOW);
      if (later) {
        store.flush();
      }
      for (int id : ids) {
        acknowledged.set(id, begun.get(id));
      }
      operations.addAndGet(ids.size());
    }
    return null;
  }

  private Void read(SplittableRandom random) {
    long commit = 0;
    while (!done()) {
      int[] least = new int[IDS];
      Arrays.setAll(least, acknowledged::get);
      try (DataSnapshot data = store.snapshot()) {
        assertTrue(data.commit() >= commit, "a later snapshot is no earlier state");
        commit = data.commit();
        for (int i = 0; i < BATCH; i++) {
          int id = random.nextInt(IDS);
          check(data, id, least[id]);
          operations.incrementAndGet();
        }
      }
    }
    return null;
  }

  private void check(DataSnapshot data, int id, int least) {
    int version = seen(data, id, least);
    assertTrue(
        version >= least && version <= begun.get(id),
        "id %d: version %d was read, %d was acknowledged before, %d has begun; %s"
            .formatted(id, version, least, begun.get(id), Seeds.note()));
  }

  /// The version that is seen; for a datum that is absent the first one from `least` on that may
  /// be.
  private static int seen(DataSnapshot data, int id, int least) {
    OptionalInt ordinal = data.ordinal("d" + id);
    if (ordinal.isEmpty()) {
      int version = least;
      while (!deleted(version)) {
        version++;
      }
      return version;
    }
    int found = ordinal.getAsInt();
    long version = (Long) data.values(found, Set.of("version")).get("version");
    assertEquals(version, (long) data.latent(found)[1], "vector and value are of one write");
    return (int) version;
  }

  /// Generations whose every value is their number.
  private Void publish() {
    int published = 0;
    while (!done()) {
      try (DataSnapshot data = store.snapshot()) {
        int[] column = new int[data.count()];
        Arrays.fill(column, ++published);
        maps.publish(
            data.all(),
            List.of(new StoredColumn.Ints("number", column)),
            Map.of(),
            Map.of("number.bin", ByteBuffer.wrap(new byte[] {(byte) published})));
      }
      Generation newest = maps.readNewest(maps::read);
      assertEquals(published, newest.number());
      for (int value : newest.ints("number")) {
        assertEquals(published, value, "a torn generation");
      }
      operations.incrementAndGet();
    }
    return null;
  }
}
