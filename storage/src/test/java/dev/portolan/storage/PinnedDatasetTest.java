package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedDatasetTest {
  private static final Schema SCHEMA = Schema.builder().latent(2, Metric.EUCLIDEAN).build();
  private static final int PINS = 6;

  /// Maps that stay as they are, so that opening all takes longer than a write.
  private static final int MORE_MAPS = 15;

  @TempDir private Path directory;
  private Path dataset;

  private DataStore create() throws IOException {
    dataset = Files.createDirectories(directory.resolve("dataset"));
    DataStore store = DataStore.create(dataset.resolve("data"), SCHEMA, Optional.empty());
    store.commitEmpty();
    return store;
  }

  /// One more datum, then a generation that names its commit.
  private static void write(DataStore store, MapStore maps, int step) {
    store.upsert(List.of(Datum.of("d" + step % 50, new float[] {step, 1})));
    try (DataSnapshot data = store.snapshot()) {
      maps.publish(
          new GenerationDraft(
              data.all(),
              List.of(new StoredColumn.Ints("topic", new int[data.count()])),
              Map.of("commit", Long.toString(data.commit())),
              Map.of("fit", ByteBuffer.allocate(8))),
          new GenerationOrigin.Built(),
          0);
    }
  }

  @Test
  void of_whileDataAndMapsAreWritten_neverPinsAMapThatIsNewerThanItsData() throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicBoolean done = new AtomicBoolean();
    try (DataStore store = create()) {
      MapStore maps = new MapStore(dataset, "written");
      for (int map = 0; map < MORE_MAPS; map++) {
        write(store, new MapStore(dataset, "map" + map), 0);
      }
      write(store, maps, 0);
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int step = 1; !done.get(); step++) {
                    write(store, maps, step);
                  }
                } catch (Throwable e) {
                  failure.set(e);
                }
              });
      for (int i = 0; i < PINS; i++) {
        Path copy = directory.resolve("copy" + i);
        try (PinnedDataset pinned = PinnedDataset.of(dataset)) {
          pinned.copy(copy, new CopyCount(pinned.bytes(), BackupProgress.none()));
        }
        MapStore copied = new MapStore(copy, "written");
        Generation newest = copied.read(copied.newest().orElseThrow());
        assertEquals(8, copied.fit(newest, "fit").remaining());
        try (DataStore data = DataStore.open(copy.resolve("data"));
            DataSnapshot snapshot = data.snapshot()) {
          long named = Long.parseLong(newest.about().get("commit"));
          assertTrue(named <= snapshot.commit(), named + " over " + snapshot.commit());
          assertEquals(newest.rows(), newest.rows().and(snapshot.all()));
        }
        Directories.delete(copy);
      }
      done.set(true);
      writer.join();
    }
    assertNull(failure.get(), () -> failure.get().toString());
  }

  @Test
  void newestCommit_goneWhileItsFilesAreOpened_isTheNewerOne() throws IOException {
    try (DataStore store = create();
        FSDirectory files = FSDirectory.open(dataset.resolve("data"))) {
      store.upsert(List.of(Datum.of("a", new float[] {1, 1})));
      AtomicBoolean first = new AtomicBoolean(true);
      Directory racing =
          new FilterDirectory(files) {
            @Override
            public IndexInput openInput(String name, IOContext context) throws IOException {
              if (!name.startsWith("segments") && !name.endsWith(".si") && first.getAndSet(false)) {
                store.delete(List.of("a"));
                store.upsert(List.of(Datum.of("b", new float[] {2, 2})));
              }
              return super.openInput(name, context);
            }
          };
      Path copy = Files.createDirectories(directory.resolve("copy"));
      try (PinnedIndex pinned = PinnedIndex.newest(dataset.resolve("data"), racing)) {
        store.delete(List.of("b"));
        pinned.copy(copy, CopyCount.unwatched());
      }
      try (DataStore copied = DataStore.open(copy);
          DataSnapshot data = copied.snapshot()) {
        assertEquals("b", data.id(data.all().select(0)));
        assertEquals(1, data.count());
      }
    }
  }

  @Test
  void map_generationsGoWhileTheyAreOpened_isPinnedWithWhatIsThere() throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicBoolean done = new AtomicBoolean();
    MapStore maps = new MapStore(directory, "default");
    GenerationDraft draft =
        new GenerationDraft(
            DatumSet.of("d", 1),
            List.of(new StoredColumn.Ints("topic", new int[1])),
            Map.of(),
            Map.of("fit", ByteBuffer.allocate(8)));
    maps.publish(draft, new GenerationOrigin.Built(), 1);
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (!done.get()) {
                  maps.publish(draft, new GenerationOrigin.Built(), 0);
                }
              } catch (Throwable e) {
                failure.set(e);
              }
            });
    try {
      for (int i = 0; i < 300; i++) {
        try (PinnedMap pinned = PinnedMap.of(maps)) {
          assertTrue(pinned.generations().size() >= 1);
          assertTrue(pinned.fits().size() >= 1);
        }
      }
    } finally {
      done.set(true);
      writer.join();
    }
    assertNull(failure.get(), () -> failure.get().toString());
  }

  @Test
  void of_missingFile_isNamed() throws IOException {
    try (DataStore store = create()) {
      write(store, new MapStore(dataset, "default"), 0);
    }
    for (String place : List.of("data", "maps/default/generations/000001")) {
      Path file =
          Directories.files(dataset.resolve(place)).stream()
              .filter(name -> name.startsWith("_0") && !name.endsWith(".si"))
              .map(dataset.resolve(place)::resolve)
              .findFirst()
              .orElseThrow();
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      NoSuchFileException error =
          assertThrows(NoSuchFileException.class, () -> PinnedDataset.of(dataset));
      assertTrue(error.getMessage().contains(file.getFileName().toString()), error.getMessage());
      Files.write(file, content);
    }
    PinnedDataset.of(dataset).close();
  }

  @Test
  void of_mapOfAnotherDataset_isRefused() throws IOException {
    try (DataStore store = create()) {
      write(store, new MapStore(dataset, "default"), 0);
    }
    Directories.delete(dataset.resolve("data"));
    try (DataStore other = DataStore.create(dataset.resolve("data"), SCHEMA, Optional.empty())) {
      other.commitEmpty();
    }
    StorageException error = assertThrows(StorageException.class, () -> PinnedDataset.of(dataset));
    assertTrue(error.getMessage().contains("another dataset"), error.getMessage());
  }
}
