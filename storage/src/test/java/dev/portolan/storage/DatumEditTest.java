package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatumEditTest {
  private static final Schema SCHEMA =
      Schema.builder()
          .text("body")
          .category("product")
          .integer("n")
          .latent(16, Metric.COSINE)
          .build();

  @TempDir Path directory;

  private DataStore store(float[] vector) {
    DataStore store = DataStore.create(directory.resolve("data"), SCHEMA, Optional.empty());
    store.load(
        List.of(new Datum("a", Map.of("body", "late", "product", "van", "n", 1L), vector)),
        DataStore.LoadProgress.none());
    return store;
  }

  @Test
  void update_metadata_keepsVectorBitForBitAndThePlaceOnTheMap() {
    SplittableRandom random = Seeds.random();
    for (int round = 0; round < 50; round++) {
      float[] vector = Seeds.vector(random, 16);
      Path at = directory.resolve("data" + round);
      try (DataStore store = DataStore.create(at, SCHEMA, Optional.empty())) {
        store.upsert(List.of(Datum.of("a", vector).with("n", 1L)));
        float[] before = storedVector(store);
        long changed = changed(store);
        store.update(List.of(new DatumEdit("a", Map.of("n", 2L))), Durability.NOW);
        assertArrayEquals(before, storedVector(store), Seeds.note());
        assertEquals(changed, changed(store));
        assertEquals(Map.of("n", 2L), values(store));
      }
    }
  }

  @Test
  void update_textOrUnset_movesChangedAndLeavesOthers() {
    float[] vector = new float[16];
    vector[3] = 2;
    try (DataStore store = DataStore.create(directory.resolve("two"), SCHEMA, Optional.empty())) {
      store.upsert(
          List.of(new Datum("a", Map.of("body", "late", "product", "van", "n", 1L), vector)));
      long changed = changed(store);
      Map<String, Object> values = new HashMap<>();
      values.put("body", "very late");
      values.put("product", null);
      store.update(List.of(new DatumEdit("a", values)), Durability.NOW);
      assertTrue(changed(store) > changed);
      assertEquals(Map.of("body", "very late", "n", 1L), values(store));
    }
  }

  @Test
  void update_sameIdTwiceInOneCall_bothHold() {
    float[] vector = new float[16];
    vector[0] = 1;
    try (DataStore store = store(vector)) {
      int count =
          store.update(
              List.of(
                  new DatumEdit("a", Map.of("n", 5L)),
                  new DatumEdit("a", Map.of("product", "bike"))),
              Durability.NOW);
      assertEquals(1, count);
      assertEquals(Map.of("body", "late", "product", "bike", "n", 5L), values(store));
    }
  }

  @Test
  void update_unknownIdOrColumn_changesNothing() {
    float[] vector = new float[16];
    vector[0] = 1;
    try (DataStore store = store(vector)) {
      assertRefused(store, new DatumEdit("nobody", Map.of("n", 2L)), "no such datum");
      assertRefused(store, new DatumEdit("a", Map.of("m", 2L)), "there is no column 'm'");
      assertRefused(store, new DatumEdit("a", Map.of("n", "two")), "takes Long");
      assertEquals(1L, values(store).get("n"));
    }
  }

  private static void assertRefused(DataStore store, DatumEdit edit, String words) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> store.update(List.of(new DatumEdit("a", Map.of("n", 9L)), edit), Durability.NOW));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }

  private static float[] storedVector(DataStore store) {
    try (DataSnapshot data = store.snapshot()) {
      return data.storedVector(0);
    }
  }

  private static long changed(DataStore store) {
    try (DataSnapshot data = store.snapshot()) {
      return data.changed(0)[0];
    }
  }

  private static Map<String, Object> values(DataStore store) {
    try (DataSnapshot data = store.snapshot()) {
      return data.values(0, Set.of("body", "product", "n"));
    }
  }
}
