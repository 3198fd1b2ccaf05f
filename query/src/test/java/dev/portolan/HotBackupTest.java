package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.query.MapGeneration;
import dev.portolan.query.MapRows;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.BackupProgress;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R13: what is copied while others write is a state that was durable, whole.
class HotBackupTest {
  private static final MapOptions QUICK =
      MapOptions.builder().nEpochs(2).threads(1).keepGenerations(0).build();
  private static final int ROUNDS = 5;

  @TempDir private Path directory;

  @Test
  void backupAndCopy_whileThisProcessWrites_equalAState() throws Exception {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset written = db.create("written", WriteScript.SCHEMA);
      WriteScript.write(written, 0);
      written.buildMap(QUICK, BuildMonitor.none());
      AtomicBoolean done = new AtomicBoolean();
      Background writer = Background.run(done, step -> WriteScript.write(written, step + 1));
      Background builder = Background.run(done, _ -> written.buildMap(QUICK, BuildMonitor.none()));
      int before = -1;
      for (int round = 0; round < ROUNDS; round++) {
        int step = assertBackupIsAState(db, round);
        assertTrue(step >= before, step + " after " + before);
        before = step;
        Dataset copy = written.copy("copy" + round, BackupProgress.none());
        before = WriteScript.assertIsAState(copy);
        assertMapsFit(copy);
      }
      done.set(true);
      writer.join();
      builder.join();
      assertTrue(before > 0, "nothing was written meanwhile");
      assertEquals(ROUNDS + 1, db.datasets().size());
      Reliability.report(
          "R13 copies under writes",
          2 * ROUNDS,
          "backups and copies",
          "each a durable state, none older than the one before; step %d".formatted(before));
    }
  }

  @Test
  void backup_whileAnotherProcessWritesAndDies_equalsAState() throws Exception {
    Path path = directory.resolve("db");
    try (ChildJvm child = ChildJvm.start(Writer.class, path)) {
      assertEquals("writing", child.lines().readLine());
      int step = -1;
      try (Portolan db = Portolan.openExisting(path)) {
        for (int round = 0; round < ROUNDS; round++) {
          step = assertBackupIsAState(db, round);
        }
        child.kill();
        assertTrue(assertBackupIsAState(db, ROUNDS) >= step);
      }
    }
    try (Portolan db = Portolan.openExisting(path)) {
      Dataset copy = db.dataset("written").copy("copy", BackupProgress.none());
      assertEquals(
          WriteScript.assertIsAState(db.dataset("written")), WriteScript.assertIsAState(copy));
    }
    Reliability.report(
        "R13 backups of a process that dies",
        ROUNDS + 1,
        "backups",
        "each a durable state; the copy equals what the killed writer left");
  }

  /// Writes the script and builds maps until it is killed.
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      try (Portolan db = Portolan.open(Path.of(arguments[0]))) {
        Dataset written = db.create("written", WriteScript.SCHEMA);
        for (int step = 0; ; step++) {
          WriteScript.write(written, step);
          if (step % 10 == 0) {
            written.buildMap(QUICK, BuildMonitor.none());
          }
          if (step == 0) {
            System.out.println("writing");
          }
        }
      }
    }
  }

  private int assertBackupIsAState(Portolan db, int round) {
    Path target = directory.resolve("backup" + round);
    db.backup(java.util.List.of("written"), target, BackupProgress.none());
    try (Portolan backup = Portolan.openExisting(target)) {
      Dataset dataset = backup.dataset("written");
      assertMapsFit(dataset);
      assertEquals(
          java.util.List.of(), Verification.dataset(target.resolve("written"), _ -> {}).damages());
      return WriteScript.assertIsAState(dataset);
    }
  }

  /// A map names no data commit that the data do not have, and all of it can be read.
  private static void assertMapsFit(Dataset dataset) {
    long commit = dataset.read(DataSnapshot::commit);
    EmbeddingMap map = dataset.map();
    for (MapGeneration generation : map.generations()) {
      assertTrue(generation.dataCommit() <= commit, generation + " over commit " + commit);
    }
    try (MapSnapshot snapshot = map.snapshot()) {
      new MapRows(snapshot).forEach(_ -> {});
    }
    map.topics().metadata();
  }

  /// Does something again and again beside the test, and hands over what went wrong.
  private record Background(Thread thread, AtomicReference<Throwable> failure) {
    private interface Step {
      void run(int step) throws Exception;
    }

    static Background run(AtomicBoolean done, Step work) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int step = 0; !done.get(); step++) {
                    work.run(step);
                  }
                } catch (Throwable e) {
                  failure.set(e);
                }
              });
      return new Background(thread, failure);
    }

    void join() throws InterruptedException {
      thread.join();
      assertNull(failure.get(), () -> failure.get().toString());
    }
  }
}
