package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaChangeTest {
  @TempDir Path directory;

  private DataStore store() {
    Schema schema =
        Schema.builder()
            .text("body")
            .category("product")
            .categories("labels")
            .latent(2, Metric.EUCLIDEAN)
            .build();
    DataStore store = DataStore.create(directory.resolve("data"), schema, Optional.empty());
    store.upsert(
        List.of(
            new Datum(
                "a",
                Map.of("body", "late", "product", "van", "labels", List.of()),
                new float[] {1, 2})));
    return store;
  }

  private static Map<String, Object> values(DataStore store, int ordinal) {
    try (DataSnapshot data = store.snapshot()) {
      return data.values(
          ordinal, Set.copyOf(data.schema().columns().stream().map(Column::name).toList()));
    }
  }

  @Test
  void alter_newColumn_isUnsetForOldDataAndTakesValues() {
    try (DataStore store = store()) {
      store.alter(schema -> schema.plus(new Column.Integer64("priority")));
      assertTrue(!values(store, 0).containsKey("priority"));
      store.update(List.of(new DatumEdit("a", Map.of("priority", 3L))), Durability.NOW);
      assertEquals(3L, values(store, 0).get("priority"));
    }
    try (DataStore store = DataStore.open(directory.resolve("data"))) {
      assertEquals(3L, values(store, 0).get("priority"));
    }
  }

  @Test
  void micros_columnAddedLater_areOfDataThatHaveOneInTheOrderAsked() {
    try (DataStore store = store()) {
      store.alter(schema -> schema.plus(new Column.Timestamp("at")));
      try (DataSnapshot data = store.snapshot()) {
        assertArrayEquals(new long[] {Long.MIN_VALUE}, data.micros("at", 0));
      }
      Instant late = Instant.parse("2026-01-31T12:00:00.000001Z");
      store.upsert(List.of(new Datum("b", Map.of("at", late), null)));
      store.upsert(List.of(new Datum("c", Map.of("at", Instant.EPOCH.minusSeconds(1)), null)));
      try (DataSnapshot data = store.snapshot()) {
        assertArrayEquals(
            new long[] {-1_000_000, Long.MIN_VALUE, DatumDocument.micros(late), -1_000_000},
            data.micros("at", 2, 0, 1, 2));
      }
    }
  }

  @Test
  void alter_renamed_keepsValuesAlsoEmptyLists() {
    try (DataStore store = store()) {
      store.alter(schema -> schema.renamed("product", "goods").renamed("labels", "marks"));
    }
    try (DataStore store = DataStore.open(directory.resolve("data"))) {
      assertEquals(Map.of("body", "late", "goods", "van", "marks", List.of()), values(store, 0));
      store.upsert(List.of(new Datum("b", Map.of("goods", "bike", "marks", List.of("x")), null)));
      assertEquals(Map.of("goods", "bike", "marks", List.of("x")), values(store, 1));
    }
  }

  @Test
  void alter_droppedThenAddedAgain_oldValuesDoNotComeBack() {
    try (DataStore store = store()) {
      store.alter(schema -> schema.minus("product"));
      assertEquals(Map.of("body", "late", "labels", List.of()), values(store, 0));
      store.alter(schema -> schema.plus(new Column.Real64("product")));
      assertTrue(!values(store, 0).containsKey("product"));
      store.update(List.of(new DatumEdit("a", Map.of("product", 2.5))), Durability.NOW);
      assertEquals(2.5, values(store, 0).get("product"));
      store.alter(schema -> schema.minus("product").plus(new Column.Text("product", "english")));
      assertTrue(!values(store, 0).containsKey("product"));
    }
  }

  @Test
  void alter_impossible_isRefusedAndNothingChanges() {
    try (DataStore store = store()) {
      Schema before = schema(store);
      assertThrows(
          IllegalArgumentException.class, () -> store.alter(schema -> schema.minus("colour")));
      assertThrows(
          IllegalArgumentException.class,
          () -> store.alter(schema -> schema.renamed("body", "product")));
      assertThrows(
          IllegalArgumentException.class,
          () -> store.alter(schema -> schema.plus(new Column.Bool("body"))));
      assertEquals(before, schema(store));
      store.upsert(List.of(Datum.of("b", new float[] {0, 1})));
      assertEquals(before, schema(store));
    }
  }

  @Test
  void dropped_inSeveralSegments_goWithAMergeAndTheOthersStay() {
    try (DataStore store = store()) {
      for (int i = 0; i < 5; i++) {
        List<Datum> batch = new ArrayList<>();
        for (int j = 0; j < 40; j++) {
          String id = "d" + (40 * i + j);
          batch.add(
              new Datum(
                  id,
                  Map.of("body", "about " + id, "product", "p" + j % 3, "labels", List.of("l" + j)),
                  new float[] {i, j}));
        }
        store.upsert(batch);
      }
      store.delete(List.of("d7", "d120"));
      Map<String, Object> kept = values(store, 100);
      store.alter(schema -> schema.minus("body").minus("labels"));
      store.upsert(List.of(new Datum("new", Map.of("product", "p9"), new float[] {9, 9})));
      assertTrue(holds(store, "c.body") && holds(store, "c.labels"));

      store.merge(CancelFlag.never());

      assertFalse(holds(store, "c.body") || holds(store, "c.labels"));
      assertTrue(holds(store, "c.product"));
      assertEquals(Map.of("product", kept.get("product")), values(store, 100));
      store.load(
          List.of(new Datum("newer", Map.of("product", "p8"), new float[] {8, 8})),
          DataStore.LoadProgress.none());
      store.alter(schema -> schema.minus("product"));
      store.optimize(CancelFlag.never());
      assertFalse(holds(store, "c.product"));
      assertEquals(Map.of(), values(store, 100));
      try (DataSnapshot snapshot = store.snapshot()) {
        assertEquals(201, snapshot.count());
        assertArrayEquals(new float[] {9, 9}, snapshot.latent(snapshot.ordinal("new").getAsInt()));
      }
    }
    assertEquals(List.of(), Verification.dataset(directory, _ -> {}).damages());
  }

  private static boolean holds(DataStore store, String field) {
    return DroppingMerges.needed(store.committed().reader(), Set.of(field));
  }

  private static Schema schema(DataStore store) {
    try (DataSnapshot data = store.snapshot()) {
      return data.schema();
    }
  }
}
