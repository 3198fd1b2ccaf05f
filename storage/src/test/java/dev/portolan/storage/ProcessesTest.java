package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R7: one writer, many readers, and what happens when the writer dies.
class ProcessesTest {
  private static final int LENGTH = 4000;

  @TempDir Path directory;
  private Path database;
  private Path acknowledged;

  @BeforeEach
  void create() {
    database = directory.resolve("db");
    acknowledged = directory.resolve("acknowledged");
    try (Database created = Database.openOrCreate(database)) {
      created.lockForWriting();
      try (DataStore store =
          created.createData(Victim.DATASET, Workload.SCHEMA, Optional.empty())) {
        store.commitEmpty();
      }
    }
  }

  private ChildProcess writer(int first) throws IOException {
    return ChildProcess.start(Victim.class, database, acknowledged, Seeds.SEED, LENGTH, first, 0);
  }

  @Test
  void twoWriters_oneIsToldWhoHoldsTheDatabase() throws IOException {
    try (ChildProcess holder = writer(0)) {
      assertEquals("writing", holder.line());
      try (Database other = Database.open(database)) {
        StorageException.Locked told =
            assertThrows(StorageException.Locked.class, other::lockForWriting);
        assertTrue(told.getMessage().contains("process " + holder.pid()), told.getMessage());
        assertTrue(told.getMessage().contains(" since 2"), told.getMessage());
      }
    }
  }

  @Test
  void writerAndThreeReaders_everyStateSeenIsWhole() throws IOException {
    List<ChildProcess> readers = new ArrayList<>();
    try (ChildProcess writer = writer(0)) {
      assertEquals("writing", writer.line());
      for (int i = 0; i < 3; i++) {
        readers.add(ChildProcess.start(Onlooker.class, database, Seeds.SEED, LENGTH));
        assertEquals("reading", readers.getLast().line());
      }
      Acknowledgements told = new Acknowledgements(acknowledged);
      int from = told.step();
      for (long end = System.nanoTime() + 60_000_000_000L;
          told.step() < from + 20 && System.nanoTime() < end; ) {
        Thread.onSpinWait();
      }
    }
    int states = 0;
    for (ChildProcess reader : readers) {
      try (reader) {
        String last = reader.finish();
        assertTrue(last.matches("\\d+ states"), last);
        states += Integer.parseInt(last.split(" ")[0]);
      }
    }
    assertTrue(states > 3, "the readers saw %d states".formatted(states));
    Reliability.report("R7 readers beside a writer", states, "states", "all whole, none backwards");
  }

  @Test
  void writerKilled_theNextTakesOverAtOnceAndChecksItsFiles() throws IOException {
    try (ChildProcess holder = writer(0)) {
      assertEquals("writing", holder.line());
      assertTrue(!DatabaseLock.endedUncleanly(database), "the holder lives");
      holder.kill();
    }
    assertTrue(DatabaseLock.endedUncleanly(database));
    long begun = System.nanoTime();
    try (Database next = Database.open(database)) {
      next.lockForWriting();
      double seconds = (System.nanoTime() - begun) / 1e9;
      Reliability.report("R7 take-over", 1, "kills", "%.3f s".formatted(seconds));
      try (DataStore store = next.openData(Victim.DATASET)) {
        store.upsert(List.of(Datum.of("next", new float[4])));
      }
    }
    assertTrue(!DatabaseLock.endedUncleanly(database), "it was closed");
  }

  @Test
  void readOnlyDirectory_isReadAndNeverWritten() throws IOException {
    List<Path> all;
    try (Stream<Path> inside = Files.walk(database)) {
      all = inside.toList();
    }
    long before = DiskUse.of(database);
    for (Path path : all) {
      String rights = Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--";
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
    try (Database read = Database.open(database);
        DataStore store = read.openData(Victim.DATASET);
        DataSnapshot data = store.snapshot()) {
      assertEquals(0, data.count());
    } finally {
      for (Path path : all) {
        String rights = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
      }
    }
    assertEquals(before, DiskUse.of(database), "nothing was written");
  }
}
