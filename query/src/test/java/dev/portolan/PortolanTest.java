package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortolanTest {
  @TempDir Path directory;

  @Test
  void open_nothingThere_makesNothingUntilTheFirstCreate() {
    Path path = directory.resolve("db");
    try (Portolan db = Portolan.open(path)) {
      assertEquals(List.of(), db.datasets());
      assertFalse(Files.exists(path));
      assertThrows(IllegalArgumentException.class, () -> db.dataset("blobs"));
      db.create("blobs", Blobs.SCHEMA);
      assertEquals(List.of("blobs"), db.datasets());
    }
    assertThrows(
        StorageException.NoDatabase.class, () -> Portolan.openExisting(directory.resolve("other")));
  }

  @Test
  void create_takenName_isRefusedAndKeepsTheDataset() {
    try (Portolan db = Portolan.open(directory)) {
      db.create("blobs", Blobs.SCHEMA).add(Blobs.data(3));
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> db.create("blobs", Blobs.SCHEMA));
      assertTrue(error.getMessage().contains("exists"), error.getMessage());
      assertEquals(3, db.dataset("blobs").count());
    }
  }

  @Test
  void create_withDataThatFail_leavesNoDataset() {
    List<Datum> data = List.of(Datum.of("a", new float[16]));
    try (Portolan db = Portolan.open(directory)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              db.create(
                  "blobs", Blobs.SCHEMA, Optional.empty(), data, DataStore.LoadProgress.none()));
      assertEquals(List.of(), db.datasets());
      assertFalse(Files.exists(directory.resolve("blobs")));
    }
  }

  @Test
  void delete_dataset_isGone() {
    try (Portolan db = Portolan.open(directory)) {
      db.create("blobs", Blobs.SCHEMA).add(Blobs.data(3));
      db.delete("blobs");
      assertEquals(List.of(), db.datasets());
      assertFalse(Files.exists(directory.resolve("blobs")));
    }
  }

  @Test
  void searchText_anotherModel_isRefused() {
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset =
          db.create(
              "blobs",
              Blobs.SCHEMA,
              Optional.of("theirs"),
              Blobs.data(3),
              DataStore.LoadProgress.none());
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> dataset.searchText(new Constant(), "hello"));
      assertTrue(error.getMessage().contains("'theirs'"), error.getMessage());
    }
  }

  private record Constant() implements Embedder {
    @Override
    public String name() {
      return "ours";
    }

    @Override
    public int dimensions() {
      return 16;
    }

    @Override
    public float[] embed(String text) {
      return new float[16];
    }
  }
}
