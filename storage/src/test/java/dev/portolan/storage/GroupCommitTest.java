package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  private static final Schema SCHEMA =
      Schema.builder().integer("n").latent(2, Metric.EUCLIDEAN).build();
  private static final int THREADS = 8;

  @TempDir Path directory;

  private DataStore store() {
    DataStore store = DataStore.create(directory.resolve("data"), SCHEMA, Optional.empty());
    store.commitEmpty();
    return store;
  }

  private static Datum datum(String id, long n) {
    return new Datum(id, Map.of("n", n), new float[] {n, 1});
  }

  @Test
  void upsert_fromManyThreads_sharesCommitsAndIsDurableOnReturn() throws Exception {
    int each = Integer.getInteger("portolan.groupCommit.each", 30);
    try (DataStore store = store();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Void>> adding = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        adding.add(() -> {
          for (int i = 0; i < each; i++) {
            String id = thread + "-" + i;
            store.upsert(List.of(datum(id, i)));
            try (DataStore other = DataStore.open(directory.resolve("data"));
                DataSnapshot data = other.snapshot()) {
              assertTrue(data.ordinal(id).isPresent(), id + " was acknowledged");
            }
          }
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(adding)) {
        done.get();
      }
      try (DataSnapshot data = store.snapshot()) {
        assertEquals(THREADS * each, data.count());
        assertEquals(THREADS * each, data.all().count());
        assertTrue(
            data.commit() < THREADS * each,
            "%d writes took %d commits".formatted(THREADS * each, data.commit()));
        assertTrue(data.segments() < 30, data.segments() + " segments");
      }
    }
  }

  @Test
  void upsert_later_isSeenAfterFlushAndSurvivesClose() {
    try (DataStore store = store()) {
      store.upsert(List.of(datum("a", 1)), Durability.LATER);
      store.upsert(List.of(datum("b", 2)), Durability.LATER);
      assertEquals(0, count(store));
      store.flush();
      assertEquals(2, count(store));
      store.upsert(List.of(datum("c", 3)), Durability.LATER);
    }
    try (DataStore store = DataStore.open(directory.resolve("data"))) {
      assertEquals(3, count(store));
    }
  }

  @Test
  void upsert_laterOfTenThousand_isCommittedWithoutAFlush() {
    try (DataStore store = store()) {
      for (int i = 0; i < 10_001; i++) {
        store.upsert(List.of(datum("d" + i, i)), Durability.LATER);
      }
      assertEquals(10_000, count(store));
    }
  }

  @Test
  void upsert_idAgainBeforeTheCommit_keepsItsOrdinal() {
    try (DataStore store = store()) {
      store.upsert(List.of(datum("a", 1)), Durability.LATER);
      assertEquals(
          new DataStore.UpsertReport(0, 1, 0),
          store.upsert(List.of(datum("a", 2)), Durability.LATER));
      assertEquals(1, store.delete(List.of("a"), Durability.LATER));
      assertEquals(
          new DataStore.UpsertReport(1, 0, 0),
          store.upsert(List.of(datum("a", 3)), Durability.LATER));
      store.flush();
      try (DataSnapshot data = store.snapshot()) {
        assertEquals(1, data.count());
        assertEquals(1, data.ordinal("a").orElseThrow(), "a deleted datum's ordinal is not reused");
      }
    }
  }

  @Test
  void upsert_badDatum_takesNobodyElsesWriteWithIt() {
    try (DataStore store = store()) {
      store.upsert(List.of(datum("a", 1)), Durability.LATER);
      Datum bad = Datum.of("bad", new float[] {Float.NaN, 0});
      assertThrows(IllegalArgumentException.class, () -> store.upsert(List.of(datum("b", 1), bad)));
      store.flush();
      try (DataSnapshot data = store.snapshot()) {
        assertTrue(data.ordinal("a").isPresent());
        assertEquals(1, data.count());
      }
    }
  }

  @Test
  void insertAbsent_knownId_leavesItAsItWas() {
    try (DataStore store = store()) {
      store.upsert(List.of(datum("a", 1)));
      assertEquals(
          new DataStore.UpsertReport(1, 0, 1, 1),
          store.insertAbsent(List.of(datum("a", 9), datum("b", 2), datum("b", 3)), Durability.NOW));
      try (DataSnapshot data = store.snapshot()) {
        assertEquals(Map.of("n", 1L), data.values(0, java.util.Set.of("n")));
        assertEquals(Map.of("n", 2L), data.values(1, java.util.Set.of("n")));
      }
    }
  }

  @Test
  void upsertInBatches_badDatumInTheSecond_keepsTheFirstAndSaysSo() {
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      data.add(i == 17 ? Datum.of("bad", new float[3]) : datum("d" + i, i));
    }
    BatchLimits limits = new BatchLimits(10, 1 << 20, java.time.Duration.ofMinutes(1));
    try (DataStore store = store()) {
      List<Long> told = new ArrayList<>();
      BatchFailure failure =
          assertThrows(BatchFailure.class, () -> store.upsertInBatches(data, limits, told::add));
      assertEquals(10, failure.durable());
      assertEquals(List.of(10L), told);
      assertTrue(failure.getMessage().contains("the first 10 data of the stream are durable"));
      assertEquals(10, count(store));
    }
  }

  private static int count(DataStore store) {
    try (DataSnapshot data = store.snapshot()) {
      return data.count();
    }
  }
}
