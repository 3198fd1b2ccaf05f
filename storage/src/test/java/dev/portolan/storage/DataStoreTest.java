package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataStoreTest {
  private static final Schema SCHEMA =
      Schema.builder()
          .text("body")
          .category("product")
          .integer("priority")
          .real("price")
          .bool("open")
          .timestamp("opened_at")
          .categories("labels")
          .latent(3, Metric.COSINE)
          .build();

  @TempDir Path directory;

  private DataStore store() {
    DataStore store = DataStore.create(directory.resolve("data"), SCHEMA, Optional.of("model"));
    store.commitEmpty();
    return store;
  }

  @Test
  void upsert_allTypes_readBackAsGiven() {
    Map<String, Object> values =
        Map.of(
            "body",
            "late delivery",
            "product",
            "",
            "priority",
            Long.MIN_VALUE,
            "price",
            -0.0,
            "open",
            false,
            "opened_at",
            Instant.parse("1992-06-01T12:00:00.000001Z"),
            "labels",
            List.of());
    try (DataStore store = store()) {
      store.upsert(List.of(new Datum("a", values, new float[] {3, 0, 4})));
      try (DataSnapshot data = store.snapshot()) {
        assertEquals(values, data.values(0, values.keySet()));
        assertArrayEquals(new float[] {3, 0, 4}, data.latent(0), 1e-6f);
        assertArrayEquals(new float[] {.6f, 0, .8f}, data.storedVector(0), 1e-7f);
        assertEquals(Optional.of("model"), data.embedder());
      }
    }
  }

  @Test
  void valueReader_anyOrderAfterUpdates_readsWhatValuesReads() {
    try (DataStore store = store()) {
      List<Datum> data = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        data.add(new Datum("d" + i, Map.of("body", "text " + i, "product", "p" + i % 7), null));
      }
      store.load(data, DataStore.LoadProgress.none());
      store.upsert(List.of(new Datum("d5", Map.of("body", "new"), null)));
      store.delete(List.of("d6"));
      try (DataSnapshot snapshot = store.snapshot()) {
        ValueReader reader = snapshot.valueReader(Set.of("body", "product"));
        for (int ordinal : new int[] {0, 1, 5, 2_999, 7, 1}) {
          assertEquals(snapshot.values(ordinal, Set.of("body", "product")), reader.values(ordinal));
        }
        assertThrows(IllegalArgumentException.class, () -> reader.values(6));
      }
    }
  }

  @Test
  void upsert_unsetColumnsAndVector_stayUnset() {
    try (DataStore store = store()) {
      store.upsert(List.of(new Datum("a", Map.of("body", "no vector yet"), null)));
      try (DataSnapshot data = store.snapshot()) {
        assertEquals(Map.of("body", "no vector yet"), data.values(0, Set.of("body", "labels")));
        assertNull(data.latent(0));
        assertTrue(data.withVector().isEmpty());
        assertEquals(1, data.all().count());
      }
    }
  }

  @Test
  void upsert_knownId_keepsOrdinalAndNeverReusesDeletedOnes() {
    try (DataStore store = store()) {
      store.upsert(List.of(Datum.of("a", unit(0)), Datum.of("b", unit(1))));
      assertEquals(
          new DataStore.UpsertReport(0, 1, 0), store.upsert(List.of(Datum.of("a", unit(2)))));
      assertEquals(1, store.delete(List.of("b", "nobody")));
      store.upsert(List.of(Datum.of("c", unit(1))));
      try (DataSnapshot data = store.snapshot()) {
        assertEquals(0, data.ordinal("a").orElseThrow());
        assertTrue(data.ordinal("b").isEmpty());
        assertEquals(2, data.ordinal("c").orElseThrow());
        assertArrayEquals(new int[] {0, 2}, data.all().ordinals());
        assertArrayEquals(unit(2), data.latent(0));
      }
    }
  }

  @Test
  void upsert_idTwiceInOneCall_lastWinsAndIsCounted() {
    try (DataStore store = store()) {
      DataStore.UpsertReport report =
          store.upsert(List.of(Datum.of("a", unit(0)), Datum.of("a", unit(1))));
      assertEquals(new DataStore.UpsertReport(1, 0, 1), report);
      try (DataSnapshot data = store.snapshot()) {
        assertEquals(1, data.count());
        assertArrayEquals(unit(1), data.latent(0));
      }
    }
  }

  @Test
  void upsert_metadataOnly_keepsChangedButNewTextMovesIt() {
    try (DataStore store = store()) {
      store.upsert(List.of(new Datum("a", Map.of("body", "x"), unit(0))));
      long first = changed(store);
      store.upsert(
          List.of(new Datum("a", Map.of("body", "x", "product", "lamp"), new float[] {7, 0, 0})));
      assertEquals(
          first, changed(store), "a longer vector of the same direction is the same vector");
      store.upsert(List.of(new Datum("a", Map.of("body", "y"), unit(0))));
      assertTrue(changed(store) > first);
    }
  }

  private static long changed(DataStore store) {
    try (DataSnapshot data = store.snapshot()) {
      return data.changed(0)[0];
    }
  }

  @Test
  void upsert_oneBadDatum_leavesNothingOfTheCall() {
    try (DataStore store = store()) {
      store.upsert(List.of(Datum.of("a", unit(0))));
      List<Datum> batch =
          List.of(Datum.of("b", unit(1)), Datum.of("c", new float[] {1, Float.NaN, 0}));
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> store.upsert(batch));
      assertTrue(error.getMessage().contains("datum 'c'"), error.getMessage());
      try (DataSnapshot data = store.snapshot()) {
        assertEquals(1, data.count());
      }
      store.upsert(List.of(Datum.of("b", unit(1))));
      try (DataSnapshot data = store.snapshot()) {
        assertEquals(1, data.ordinal("b").orElseThrow());
      }
    }
  }

  @Test
  void check_vectorsAndIdsAgainstTheRules_namesTheRule() {
    try (DataStore store = store()) {
      assertRefused(store, Datum.of("a", new float[2]), "has 2 dimensions, the dataset takes 3");
      assertRefused(store, Datum.of("a", new float[3]), "length 0.0");
      assertRefused(store, Datum.of("a", new float[] {1e-25f, 0, 0}), "length");
      assertRefused(
          store,
          Datum.of("a", new float[] {1, Float.POSITIVE_INFINITY, 0}),
          "Infinity at dimension 1");
      assertRefused(store, Datum.of("", unit(0)), "0 bytes");
      assertRefused(store, Datum.of("x".repeat(513), unit(0)), "513 bytes");
      assertRefused(store, Datum.of("bad\ud800", unit(0)), "surrogate");
      assertRefused(store, Datum.of("a", unit(0)).with("colour", "red"), "no column 'colour'");
      assertRefused(store, Datum.of("a", unit(0)).with("priority", "1"), "takes Long, not String");
      assertRefused(store, Datum.of("a", unit(0)).with("price", Double.NaN), "finite");
    }
  }

  private static void assertRefused(DataStore store, Datum datum, String rule) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> store.upsert(List.of(datum)));
    assertTrue(error.getMessage().contains(rule), error.getMessage());
  }

  @Test
  void snapshot_heldWhileDataChange_seesItsOwnState() {
    try (DataStore store = store()) {
      store.upsert(List.of(Datum.of("a", unit(0))));
      try (DataSnapshot before = store.snapshot()) {
        store.delete(List.of("a"));
        store.upsert(List.of(Datum.of("b", unit(1))));
        assertEquals(List.of("a"), List.of(before.ids(before.all().ordinals())));
      }
    }
  }

  @Test
  void load_reopened_isOneSegmentWithAGraphAndAllData() {
    SplittableRandom random = Seeds.random();
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      data.add(Datum.of("d" + i, Seeds.vector(random, 3)));
    }
    Path path = directory.resolve("loaded");
    try (DataStore store = DataStore.create(path, SCHEMA, Optional.empty())) {
      assertFalse(DataStore.exists(path), "a dataset exists from its first commit on");
      store.load(data, DataStore.LoadProgress.none());
    }
    try (DataStore store = DataStore.open(path);
        DataSnapshot snapshot = store.snapshot()) {
      assertEquals(20_000, snapshot.count());
      assertEquals(1, snapshot.segments());
      StoredVectors vectors = snapshot.vectors(snapshot.withVector());
      int[] links = new int[64];
      int linked = 0;
      for (int row = 0; row < vectors.size(); row++) {
        linked += vectors.linked(row, links) > 0 ? 1 : 0;
      }
      assertTrue(linked > 19_900, linked + " of 20,000 rows are linked; " + Seeds.note());
    }
  }

  private static float[] unit(int axis) {
    float[] unit = new float[3];
    unit[axis] = 1;
    return unit;
  }
}
