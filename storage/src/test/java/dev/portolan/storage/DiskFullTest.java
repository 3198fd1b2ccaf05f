package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.lucene.document.Document;
import org.apache.lucene.store.AlreadyClosedException;
import org.junit.jupiter.api.Test;

/// R4: the disk fills up, the committed data stay readable, and writing goes on when there is room.
class DiskFullTest {
  @Test
  void diskFull_atAnySize_keepsWhatWasDurableAndGoesOn() {
    int full = 0;
    for (int room = 0; room < 40; room++) {
      full += fill(room * 1500L, new SplittableRandom(Seeds.SEED + room));
    }
    assertTrue(full > 30, "the disk was full %d times".formatted(full));
    Reliability.report("R4 disk full", full, "times", "typed, readable, continued");
  }

  private static int fill(long room, SplittableRandom random) {
    FaultyDirectory disk = new FaultyDirectory();
    try (DataStore store = Workload.create(disk)) {
      disk.quota(disk.bytes() + room);
      int durable = 0;
      int full = 0;
      List<Datum> batch = batch(random, durable);
      while (full == 0 && durable < 2000) {
        try {
          store.upsert(batch);
          durable += batch.size();
          batch = batch(random, durable);
        } catch (StorageException.NoSpace e) {
          full++;
          assertTrue(e.getMessage().contains("the disk is full"), e.getMessage());
        }
      }
      assertEquals(durable, count(store), "after the disk was full");
      disk.quota(Long.MAX_VALUE);
      store.upsert(batch);
      assertEquals(durable + batch.size(), count(store), "after space was freed");
      return full;
    }
  }

  /// A merge in the background may fill the disk and close the writer while a datum is added.
  @Test
  void writerClosedInTheMidstOfAWrite_isToldWhatBrokeIt() {
    FaultyDirectory disk = new FaultyDirectory();
    Workload.create(disk).close();
    DataStore store = Workload.open(disk);
    DataWriter writer =
        new DataWriter(store.path(), disk, store.committed(), OpenOptions.defaults());
    assertThrows(
        StorageException.NoSpace.class,
        () ->
            writer.write(
                Durability.NOW,
                (lucene, _) -> {
                  lucene.addDocument(new Document());
                  disk.quota(0);
                  assertThrows(IOException.class, lucene::flush);
                  throw new AlreadyClosedException("this DocumentsWriter is closed");
                }));
  }

  private static List<Datum> batch(SplittableRandom random, int from) {
    List<Datum> batch = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      batch.add(Datum.of("d" + (from + i), Seeds.vector(random, 4)).with("n", (long) i));
    }
    return batch;
  }

  private static int count(DataStore store) {
    try (DataSnapshot data = store.snapshot()) {
      return Workload.read(data).size();
    }
  }

  @Test
  void require_moreThanThereIs_namesBothFigures() {
    StorageException.NoSpace refused =
        assertThrows(
            StorageException.NoSpace.class,
            () -> DiskSpace.require(Path.of("."), Long.MAX_VALUE / 2, "the build"));
    assertTrue(
        refused.getMessage().matches("the build needs about [\\d,]+ MB free at \\., there are .*"),
        refused.getMessage());
  }
}
