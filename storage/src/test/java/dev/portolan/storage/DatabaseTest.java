package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path directory;

  @Test
  void openOrCreate_newDirectory_opensAgain() {
    Path path = directory.resolve("deep/er");
    Database.openOrCreate(path).close();
    try (Database database = Database.open(path)) {
      assertEquals(List.of(), database.datasets());
    }
  }

  @Test
  void open_nothingFileOrOtherDirectory_saysSo() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    Path full = Files.createDirectory(directory.resolve("full"));
    Files.writeString(full.resolve("photo.jpg"), "x");
    for (Path path : List.of(directory.resolve("absent"), file, full)) {
      StorageException error =
          assertThrows(StorageException.NoDatabase.class, () -> Database.open(path));
      assertTrue(error.getMessage().contains(path.toString()), error.getMessage());
    }
    assertThrows(StorageException.NoDatabase.class, () -> Database.openOrCreate(full));
    assertThrows(StorageException.NoDatabase.class, () -> Database.openOrCreate(file));
    assertFalse(Files.exists(full.resolve("portolan.json")));
  }

  @Test
  void open_newerFormat_isRefused() throws IOException {
    Files.writeString(directory.resolve("portolan.json"), "{\"format\":2}");
    StorageException error = assertThrows(StorageException.class, () -> Database.open(directory));
    assertTrue(error.getMessage().contains("format 2"), error.getMessage());
    Files.writeString(directory.resolve("portolan.json"), "{\"for");
    assertThrows(StorageException.Damaged.class, () -> Database.open(directory));
  }

  @Test
  void lockForWriting_heldInThisProcess_namesTheHolder() {
    try (Database first = Database.openOrCreate(directory.resolve("db"));
        Database second = Database.open(directory.resolve("db"))) {
      first.lockForWriting();
      first.lockForWriting();
      StorageException error = assertThrows(StorageException.Locked.class, second::lockForWriting);
      assertTrue(
          error.getMessage().contains("pid " + ProcessHandle.current().pid()), error.getMessage());
      first.close();
      second.lockForWriting();
    }
  }

  @Test
  void datasets_unfinishedCreation_isNone() {
    try (Database database = Database.openOrCreate(directory.resolve("db"))) {
      Schema schema = Schema.builder().latent(2, Metric.EUCLIDEAN).build();
      DataStore.create(database.data("half"), schema, Optional.empty()).close();
      assertEquals(List.of(), database.datasets());
      try (DataStore whole = DataStore.create(database.data("whole"), schema, Optional.empty())) {
        whole.commitEmpty();
      }
      assertEquals(List.of("whole"), database.datasets());
      database.deleteDataset("whole");
      assertEquals(List.of(), database.datasets());
    }
  }

  @Test
  void dataset_badName_namesTheRule() {
    try (Database database = Database.openOrCreate(directory.resolve("db"))) {
      for (String name : List.of("", "../x", "-a", "a b", "x".repeat(65))) {
        assertThrows(IllegalArgumentException.class, () -> database.dataset(name), name);
      }
    }
  }
}
