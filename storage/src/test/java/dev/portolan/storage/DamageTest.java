package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R5: files flipped, cut short, zeroed or missing never lead to a wrong answer.
class DamageTest {
  /// Damages of each kind per file; 200 under stress.
  private static final int EACH = Integer.getInteger("portolan.damage.each", 3);

  private static final OpenOptions ALWAYS =
      OpenOptions.defaults().verification(VerificationPolicy.ALWAYS);

  @TempDir Path directory;
  private Path path;
  private Map<String, Datum> truth;

  @BeforeEach
  void write() {
    path = directory.resolve("data");
    try (DataStore store = DataStore.create(path, Workload.SCHEMA, Optional.empty())) {
      store.load(data(0, 400), DataStore.LoadProgress.none());
      store.upsert(data(350, 60));
      store.delete(List.of("d3", "d355"));
      try (DataSnapshot snapshot = store.snapshot()) {
        truth = Workload.read(snapshot);
      }
    }
  }

  private static List<Datum> data(int from, int count) {
    SplittableRandom random = new SplittableRandom(Seeds.SEED + from);
    List<Datum> data = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      data.add(
          new Datum("d" + i, Map.of("body", "datum " + i, "n", (long) i), Seeds.vector(random, 4)));
    }
    return data;
  }

  @Test
  void open_withAnyDamageAndAlways_neverAnswersWrongly() throws IOException {
    SplittableRandom random = Seeds.random();
    int refused = 0;
    int harmless = 0;
    for (Path file : files()) {
      byte[] sound = Files.readAllBytes(file);
      for (int kind = 0; kind < 4; kind++) {
        for (int i = 0; i < (kind == 3 ? 1 : EACH); i++) {
          damage(file, sound, kind, random);
          if (answersOrRefuses(file + ", damage " + kind + ", try " + i)) {
            harmless++;
          } else {
            refused++;
          }
          Files.write(file, sound);
        }
      }
    }
    assertTrue(refused > harmless, refused + " refused, " + harmless + " harmless");
    Reliability.report(
        "R5 damaged files",
        refused + harmless,
        "damages",
        "0 silently wrong; %d refused, %d without effect".formatted(refused, harmless));
  }

  private static void damage(Path file, byte[] sound, int kind, SplittableRandom random)
      throws IOException {
    byte[] bytes = sound.clone();
    switch (kind) {
      case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> {
        int from = random.nextInt(bytes.length);
        Arrays.fill(bytes, from, Math.min(bytes.length, from + 4096), (byte) 0);
      }
      default -> {
        Files.delete(file);
        return;
      }
    }
    Files.write(file, bytes);
  }

  /// Whether it answered, rightly; false when it refused with a typed error.
  private boolean answersOrRefuses(String where) {
    try (DataStore store = DataStore.open(path, ALWAYS, false);
        DataSnapshot snapshot = store.snapshot()) {
      Map<String, Datum> found = Workload.read(snapshot);
      assertEquals(truth.keySet(), found.keySet(), where + "; " + Seeds.note());
      truth.forEach((id, datum) -> {
        assertEquals(datum.values(), found.get(id).values(), where + "; " + Seeds.note());
        assertTrue(
            Arrays.equals(datum.latent(), found.get(id).latent()), where + "; " + Seeds.note());
      });
      return true;
    } catch (StorageException e) {
      return false;
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(file -> !file.endsWith("write.lock")).sorted().toList();
    }
  }

  private Path largest(String ending) throws IOException {
    return files().stream()
        .filter(file -> file.toString().endsWith(ending))
        .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
        .orElseThrow();
  }

  private static void flipInTheMiddle(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
  }

  @Test
  void open_newFiles_checksOnlyAfterAnUncleanEnd() throws IOException {
    flipInTheMiddle(largest(".vec"));
    DataStore.open(path, OpenOptions.defaults(), false).close();
    StorageException.Damaged refused =
        assertThrows(
            StorageException.Damaged.class,
            () -> DataStore.open(path, OpenOptions.defaults(), true));
    assertTrue(refused.getMessage().contains(".vec"), refused.getMessage());
    DataStore.open(path, OpenOptions.defaults().verification(VerificationPolicy.NEVER), true)
        .close();
  }

  @Test
  void open_newFiles_trustsTheListAndTheNextCommitWritesIt() throws IOException {
    try (DataStore store = DataStore.open(path, OpenOptions.defaults(), true)) {
      store.upsert(data(500, 1));
    }
    flipInTheMiddle(largest(".vec"));
    DataStore.open(path, OpenOptions.defaults(), true).close();
    assertThrows(StorageException.Damaged.class, () -> DataStore.open(path, ALWAYS, false));
  }

  @Test
  void scrub_damagedFile_endsAllAnswersNamingIt() throws IOException {
    try (DataStore store = DataStore.open(path)) {
      store.scrub(_ -> true);
      store.snapshot().close();
      Path damaged = largest(".vec");
      flipInTheMiddle(damaged);
      try (Scrub scrub = new Scrub(() -> List.of(store), 1000, java.time.Duration.ofMillis(1))) {
        StorageException.Damaged found = null;
        for (long end = System.nanoTime() + 60_000_000_000L;
            found == null && System.nanoTime() < end; ) {
          try {
            store.snapshot().close();
            Thread.onSpinWait();
          } catch (StorageException.Damaged e) {
            found = e;
          }
        }
        assertTrue(found != null, "the scrub found nothing in a minute");
        assertTrue(
            found.getMessage().contains(damaged.getFileName().toString()), found.getMessage());
      }
    }
  }

  @Test
  void scrub_soundFiles_areListedInTheNextCommit() throws IOException {
    try (DataStore store = DataStore.open(path)) {
      store.scrub(_ -> true);
      store.upsert(data(600, 1));
    }
    flipInTheMiddle(largest(".vec"));
    DataStore.open(path, OpenOptions.defaults(), true).close();
  }
}
