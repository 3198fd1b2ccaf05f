package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.storage.BackupProgress;
import dev.portolan.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R13: a process that dies in the middle of a copy leaves no half dataset and no half database.
class CopyCrashTest {
  private static final int KILLS = 3;

  @TempDir private Path directory;
  private Path database;
  private Path backup;

  @BeforeEach
  void create() {
    database = directory.resolve("db");
    backup = directory.resolve("backup");
    try (Portolan db = Portolan.open(database)) {
      Dataset blobs = db.create("blobs", Blobs.SCHEMA);
      blobs.add(Blobs.data(200));
      blobs.buildMap(MapOptions.builder().nEpochs(2).build(), BuildMonitor.none());
      db.backup(backup, BackupProgress.none());
    }
  }

  /// Copies until so much is done, and dies there.
  static final class Copier {
    private Copier() {}

    public static void main(String[] arguments) {
      double share = Double.parseDouble(arguments[0]);
      BackupProgress dying =
          (bytes, total) -> {
            if (bytes >= share * total) {
              Runtime.getRuntime().halt(9);
            }
          };
      Path database = Path.of(arguments[2]);
      Path other = Path.of(arguments[3]);
      try (Portolan db = Portolan.openExisting(database)) {
        switch (arguments[1]) {
          case "copy" -> db.dataset("blobs").copy("half", dying);
          case "restore" -> db.restore(other, "blobs", "half", dying);
          default -> db.backup(other, dying);
        }
      }
    }
  }

  private void killed(double share, String verb, Path other) throws Exception {
    try (ChildJvm child = ChildJvm.start(Copier.class, share, verb, database, other)) {
      assertEquals(9, child.process().waitFor());
    }
  }

  @Test
  void copyAndRestore_killedAnywhere_leaveNoHalfDataset() throws Exception {
    SplittableRandom random = new SplittableRandom(Blobs.SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      double share = kill == 0 ? 1 : random.nextDouble();
      killed(share, kill % 2 == 0 ? "copy" : "restore", backup);
      assertEquals(1, unfinished(), "killed at " + share);
      try (Portolan db = Portolan.openExisting(database);
          Portolan kept = Portolan.openExisting(backup)) {
        assertEquals(kill == 0 ? List.of("blobs") : List.of("blobs", "whole"), db.datasets());
        BackupTest.assertSame(kept.dataset("blobs"), db.dataset("blobs"));
        if (kill > 0) {
          db.delete("whole");
        }
        BackupTest.assertSame(
            kept.dataset("blobs"), db.dataset("blobs").copy("whole", BackupProgress.none()));
      }
      assertEquals(0, unfinished());
    }
    Reliability.report(
        "R13 killed copies", KILLS, "kills", "no half dataset; the next copy equals the source");
  }

  private long unfinished() throws IOException {
    try (Stream<Path> inside = Files.list(database)) {
      return inside.filter(path -> path.getFileName().toString().startsWith(".")).count();
    }
  }

  @Test
  void backup_killed_isNoDatabase() throws Exception {
    Path half = directory.resolve("half");
    killed(1, "backup", half);
    assertTrue(Files.isDirectory(half.resolve("blobs")));
    assertThrows(StorageException.NoDatabase.class, () -> Portolan.openExisting(half));
    Path target = directory.resolve("restored");
    assertThrows(
        StorageException.NoDatabase.class,
        () -> Portolan.restore(half, target, BackupProgress.none()));
    assertFalse(Files.exists(target));
    try (Portolan db = Portolan.openExisting(database)) {
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> db.backup(half, BackupProgress.none()));
      assertTrue(error.getMessage().contains("killed"), error.getMessage());
    }
  }
}
