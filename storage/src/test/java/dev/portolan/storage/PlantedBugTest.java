package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks of reliability are worth something: each of five mistakes turns its row red.
class PlantedBugTest {
  private static int caught;

  @TempDir Path directory;

  @AfterAll
  static void report() {
    Reliability.report("planted bugs", 5, "bugs", "caught %d of 5".formatted(caught));
  }

  /// R2: the disk is never told to make anything durable.
  @Test
  void skippedFsync_isCaughtByThePowerLossSweep() {
    Workload workload = new Workload(Seeds.SEED, 12);
    FaultyDirectory disk = new FaultyDirectory();
    FilterDirectory hasty =
        new FilterDirectory(disk) {
          @Override
          public void sync(Collection<String> names) {}
        };
    List<FaultyDirectory> left = new ArrayList<>();
    DataStore store =
        DataStore.create(
            Path.of("in memory"), hasty, Workload.SCHEMA, Optional.empty(), OpenOptions.defaults());
    for (int i = 0; i < workload.length(); i++) {
      workload.step(i).apply(store);
      left.add(disk.afterPowerLoss(true, Seeds.random()));
    }
    int lost = 0;
    for (int i = 0; i < left.size(); i++) {
      try (DataStore after = Workload.open(left.get(i))) {
        workload.stateOf(after, i + 1, "power loss");
      } catch (StorageException | AssertionError e) {
        lost++;
      }
    }
    assertTrue(lost > 0, "nothing was lost without fsync: the sweep sees nothing");
    caught++;
  }

  /// R7: two writers at a time.
  @Test
  void writingWithoutTheLock_isCaughtByTheOracle() throws IOException {
    Workload workload = new Workload(Seeds.SEED, 30);
    Path path = directory.resolve("data");
    try (DataStore first = DataStore.create(path, Workload.SCHEMA, Optional.empty())) {
      first.commitEmpty();
    }
    assertThrows(
        Throwable.class,
        () -> {
          try (DataStore one = unlocked(path);
              DataStore other = unlocked(path)) {
            for (int i = 0; i < workload.length(); i++) {
              workload.step(i).apply(i % 2 == 0 ? one : other);
              try (DataStore reader = DataStore.open(path)) {
                workload.stateOf(reader, i + 1, "two writers");
              }
            }
          }
        });
    caught++;
  }

  private static DataStore unlocked(Path path) throws IOException {
    return DataStore.open(
        path, FSDirectory.open(path, NoLockFactory.INSTANCE), OpenOptions.defaults(), false);
  }

  /// R7: a reader of the writer's buffers.
  @Test
  void nearRealTimeReader_isCaughtByTheOracle() throws IOException {
    Workload workload = new Workload(Seeds.SEED, 1);
    DatumDocument documents = new DatumDocument(Workload.SCHEMA);
    boolean torn = false;
    try (FSDirectory files = FSDirectory.open(directory);
        IndexWriter writer =
            new IndexWriter(files, DataIndexing.writes(Workload.SCHEMA, null, () -> false))) {
      CommitData commit =
          new CommitData("key", Workload.SCHEMA, 1, 100, 0, Optional.empty(), java.util.Set.of());
      SplittableRandom random = Seeds.random();
      for (int i = 0; i < 20; i++) {
        Datum datum =
            new Datum("d" + i, Map.of("n", (long) i, "body", "x"), Seeds.vector(random, 4));
        writer.addDocument(documents.document(datum, i, 1));
        try (DirectoryReader eager = DirectoryReader.open(writer);
            DataSnapshot data =
                DataSnapshot.of(
                    eager, commit, new CommitOrdinals(eager, commit), java.time.Instant.now())) {
          torn |= workload.find(Workload.read(data), 0) < 0;
        }
      }
    }
    assertTrue(torn, "half a batch was taken for a state");
    caught++;
  }

  /// R5: checksums are not looked at.
  @Test
  void ignoredChecksums_areCaughtByTheFlips() throws IOException {
    Path path = directory.resolve("data");
    SplittableRandom random = Seeds.random();
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      data.add(new Datum("d" + i, Map.of("body", "b" + i, "n", 1L), Seeds.vector(random, 4)));
    }
    Map<String, Datum> truth;
    try (DataStore store = DataStore.create(path, Workload.SCHEMA, Optional.empty())) {
      store.load(data, DataStore.LoadProgress.none());
      try (DataSnapshot snapshot = store.snapshot()) {
        truth = Workload.read(snapshot);
      }
    }
    OpenOptions blind = OpenOptions.defaults().verification(VerificationPolicy.NEVER);
    int wrong = 0;
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".vec")).toList()) {
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < 20; i++) {
          byte[] flipped = sound.clone();
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
          Files.write(file, flipped);
          wrong += answersWrongly(path, blind, truth) ? 1 : 0;
          Files.write(file, sound);
        }
      }
    }
    assertTrue(wrong > 0, "no flip led to a wrong answer: the flips see nothing");
    caught++;
  }

  private static boolean answersWrongly(Path path, OpenOptions options, Map<String, Datum> truth) {
    try (DataStore store = DataStore.open(path, options, true);
        DataSnapshot data = store.snapshot()) {
      Map<String, Datum> found = Workload.read(data);
      return truth.keySet().stream()
          .anyMatch(id -> !Arrays.equals(truth.get(id).latent(), found.get(id).latent()));
    } catch (StorageException e) {
      return false;
    }
  }

  /// R9: a writer that is cancelled by an interrupt takes the writes of others with it.
  @Test
  void cancellingByInterrupt_isCaughtByTheOthers() throws Exception {
    Path path = directory.resolve("data");
    AtomicReference<Throwable> harm = new AtomicReference<>();
    try (DataStore store = DataStore.create(path, Workload.SCHEMA, Optional.empty())) {
      store.commitEmpty();
      for (int round = 0; round < 200 && harm.get() == null; round++) {
        String id = "later" + round;
        store.upsert(List.of(Datum.of(id, new float[4])), Durability.LATER);
        AtomicBoolean begun = new AtomicBoolean();
        Thread victim =
            Thread.ofPlatform()
                .start(() -> {
                  begun.set(true);
                  try {
                    store.upsert(List.of(Datum.of("now", new float[4])));
                  } catch (StorageException e) {
                    // Its own write failed, as it may.
                  }
                });
        while (!begun.get()) {
          Thread.onSpinWait();
        }
        victim.interrupt();
        victim.join();
        try {
          store.flush();
        } catch (StorageException lost) {
          harm.set(lost);
        }
      }
    }
    assertTrue(harm.get() != null, "an interrupt did no harm: the row sees nothing");
    caught++;
  }
}
