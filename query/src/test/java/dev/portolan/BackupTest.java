package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.query.MapRows;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.Tag;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.BackupProgress;
import dev.portolan.storage.BackupReport;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backup, restore and copy while nobody writes, and everything that can be wrong with them.
class BackupTest {
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(10).build();

  @TempDir private static Path origin;
  @TempDir private Path directory;
  private Portolan db;
  private Dataset blobs;

  @BeforeAll
  static void createWithMaps() {
    try (Portolan first = Portolan.open(origin)) {
      Dataset dataset = first.create("blobs", Blobs.SCHEMA);
      dataset.add(Blobs.data(300));
      dataset.buildMap(QUICK, BuildMonitor.none());
      dataset.delete(List.of("d1", "d2"));
      dataset.buildMap(QUICK, BuildMonitor.none());
      dataset.buildMap("other", QUICK, BuildMonitor.none());
      dataset.tags().create("few", List.of("d3", "d4", "d9"));
      dataset.tags().create("live", Filter.tagged("few").not().and(new Filter.OnMap("other")));
      Dataset few = first.create("few", Blobs.SCHEMA);
      few.add(Blobs.data(3));
      few.buildMap(QUICK, BuildMonitor.none());
    }
  }

  @BeforeEach
  void open() {
    Portolan.restore(origin, directory.resolve("db"), BackupProgress.none());
    db = Portolan.openExisting(directory.resolve("db"));
    blobs = db.dataset("blobs");
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void backup_wholeDatabase_opensAndEqualsIt() throws IOException {
    Path target = directory.resolve("deep/er/backup");
    BackupReport report = db.backup(target, BackupProgress.none());
    assertEquals(List.of("blobs", "few"), report.datasets());
    assertEquals(fileBytes(target) - Files.size(target.resolve("portolan.json")), report.bytes());
    assertFalse(Files.exists(target.resolve("portolan.lock")));
    try (Portolan copy = Portolan.openExisting(target)) {
      assertEquals(List.of("blobs", "few"), copy.datasets());
      assertEquals(List.of("default", "other"), copy.dataset("blobs").maps());
      assertSame(blobs, copy.dataset("blobs"));
      assertSame(db.dataset("few"), copy.dataset("few"));
      assertEquals(2, copy.dataset("blobs").map().generations().size());
      assertEquals(blobs.all(), copy.dataset("blobs").all(), "the same dataset, the same sets");
      copy.dataset("few").add(Blobs.data(5));
      assertEquals(5, copy.dataset("few").count());
      assertEquals(3, db.dataset("few").count());
    }
  }

  @Test
  void backup_chosenDatasets_holdsThemAlone() {
    Path target = directory.resolve("backup");
    db.backup(List.of("few"), target, BackupProgress.none());
    try (Portolan copy = Portolan.openExisting(target)) {
      assertEquals(List.of("few"), copy.datasets());
    }
  }

  @Test
  void restore_backup_isTheDatabaseAgain() {
    Path backup = directory.resolve("backup");
    db.backup(backup, BackupProgress.none());
    blobs.delete(List.of("d3"));
    Path target = directory.resolve("restored");
    Portolan.restore(backup, target, BackupProgress.none());
    try (Portolan restored = Portolan.openExisting(target);
        Portolan kept = Portolan.openExisting(backup)) {
      assertSame(kept.dataset("blobs"), restored.dataset("blobs"));
      assertEquals(298, restored.dataset("blobs").count());
    }
  }

  @Test
  void restore_oneDataset_appearsUnderItsNewName() {
    Path backup = directory.resolve("backup");
    db.backup(backup, BackupProgress.none());
    blobs.delete(List.of("d3", "d4"));
    Dataset old = db.restore(backup, "blobs", "old", BackupProgress.none());
    assertEquals(List.of("blobs", "few", "old"), db.datasets());
    assertEquals(298, old.count());
    try (Portolan kept = Portolan.openExisting(backup)) {
      assertSame(kept.dataset("blobs"), old);
    }
    try (Portolan fresh = Portolan.open(directory.resolve("fresh"))) {
      assertSame(old, fresh.restore(backup, "blobs", "blobs", BackupProgress.none()));
    }
  }

  @Test
  void copy_dataset_goesItsOwnWay() {
    Dataset copy = blobs.copy("copy", BackupProgress.none());
    assertSame(blobs, copy);
    DatumSet ours = blobs.ids(List.of("d5"));
    DatumSet theirs = copy.ids(List.of("d5"));
    assertNotEquals(ours.dataset(), theirs.dataset());
    assertThrows(IllegalArgumentException.class, () -> ours.and(theirs));
    copy.delete(List.of("d5"));
    copy.add(Datum.of("new", Blobs.data(1).getFirst().latent()));
    blobs.delete(List.of("d6"));
    assertEquals(298, copy.count());
    assertEquals(297, blobs.count());
    copy.buildMap(QUICK, BuildMonitor.none());
    assertEquals(298, copy.map().embeddings().projected().ids().length);
    db.close();
    try (Portolan again = Portolan.openExisting(directory.resolve("db"))) {
      assertEquals(List.of("blobs", "copy", "few"), again.datasets());
      assertEquals(298, again.dataset("copy").count());
      assertEquals(
          theirs.dataset(),
          again.dataset("copy").map().topics().groupByTopic().stream()
              .map(group -> group.data().dataset())
              .findFirst()
              .orElse(theirs.dataset()));
    }
  }

  @Test
  void copy_ofACopyAndTakenOrBadName_isRefusedInWords() {
    blobs.copy("copy", BackupProgress.none()).copy("copy2", BackupProgress.none());
    assertSays("exists", () -> blobs.copy("few", BackupProgress.none()));
    assertSays("exists", () -> blobs.copy("blobs", BackupProgress.none()));
    assertSays("not allowed", () -> blobs.copy("../x", BackupProgress.none()));
    assertEquals(List.of("blobs", "copy", "copy2", "few"), db.datasets());
  }

  @Test
  void target_notEmptyFileOrInside_isRefusedInWords() throws IOException {
    Path full = Files.createDirectories(directory.resolve("full"));
    Files.writeString(full.resolve("photo.jpg"), "x");
    Path file = Files.writeString(directory.resolve("file"), "x");
    Path inside = directory.resolve("db/backup");
    assertSays(full + " is not empty", () -> db.backup(full, BackupProgress.none()));
    assertSays(file + " is a file", () -> db.backup(file, BackupProgress.none()));
    assertSays("in the database", () -> db.backup(inside, BackupProgress.none()));
    assertSays("in the database", () -> db.backup(directory.resolve("db"), BackupProgress.none()));
    assertEquals(List.of(full.resolve("photo.jpg")), files(full));
    assertFalse(Files.exists(inside));
    Path target = directory.resolve("restored");
    assertThrows(
        StorageException.NoDatabase.class,
        () -> Portolan.restore(full, target, BackupProgress.none()));
    assertFalse(Files.exists(target));
  }

  @Test
  void source_unknownDataset_isNamed() {
    Path target = directory.resolve("backup");
    assertSays(
        "no dataset 'nobody'",
        () -> db.backup(List.of("few", "nobody"), target, BackupProgress.none()));
    assertFalse(Files.exists(target));
    Path other = directory.resolve("other");
    try (Portolan nothing = Portolan.open(other)) {
      assertThrows(
          IllegalStateException.class, () -> nothing.backup(target, BackupProgress.none()));
    }
  }

  @Test
  void backup_intoAnEmptyDirectory_fillsIt() throws IOException {
    Path empty = Files.createDirectories(directory.resolve("empty"));
    assertThrows(CancellationException.class, () -> db.backup(empty, new CancelAfter(1)));
    assertEquals(List.of(), files(empty));
    db.backup(empty, BackupProgress.none());
    Portolan.openExisting(empty).close();
  }

  @Test
  void cancelled_atEachFile_leavesNothing() throws IOException {
    Path target = directory.resolve("deep/er/backup");
    CancelAfter never = new CancelAfter(Long.MAX_VALUE);
    db.backup(directory.resolve("whole"), never);
    List<Path> before = files(directory.resolve("db"));
    for (long step = 1; step < never.calls; step += 17) {
      CancelAfter cancel = new CancelAfter(step);
      assertThrows(CancellationException.class, () -> db.backup(target, cancel));
      assertFalse(Files.exists(directory.resolve("deep")), "step " + step);
    }
    assertThrows(CancellationException.class, () -> blobs.copy("copy", new CancelAfter(9)));
    List<Path> left = new ArrayList<>(files(directory.resolve("db")));
    left.removeAll(before);
    assertEquals(List.of(directory.resolve("db/portolan.lock")), left);
    assertEquals(List.of("blobs", "few"), db.datasets());
  }

  private static final class CancelAfter implements BackupProgress {
    private final long last;
    private long calls;

    CancelAfter(long last) {
      this.last = last;
    }

    @Override
    public void copied(long bytes, long total) {
      calls++;
      assertTrue(bytes > 0 && bytes <= total, bytes + " of " + total);
    }

    @Override
    public boolean cancelled() {
      return calls >= last;
    }
  }

  @Test
  void source_anyFileFlippedCutOrMissing_stopsTheBackupAndIsNamed() throws IOException {
    db.close();
    Path target = directory.resolve("backup");
    List<Path> files = files(directory.resolve("db/few"));
    assertTrue(files.size() > 12, files.toString());
    for (Path file : files) {
      if (file.endsWith("write.lock")) {
        continue;
      }
      byte[] content = Files.readAllBytes(file);
      byte[] flipped = content.clone();
      flipped[content.length / 2] ^= 4;
      Files.write(file, flipped);
      assertStops(file, target);
      Files.write(file, Arrays.copyOf(content, content.length / 2));
      assertStops(file, target);
      Files.delete(file);
      if (!isOnlyCommit(file)) {
        assertStops(file, target);
      }
      Files.write(file, content);
    }
    try (Portolan sound = Portolan.openExisting(directory.resolve("db"))) {
      sound.backup(target, BackupProgress.none());
    }
  }

  /// Without its commit a dataset or a generation is none.
  private static boolean isOnlyCommit(Path file) {
    return file.getFileName().toString().startsWith("segments_");
  }

  private void assertStops(Path file, Path target) {
    try (Portolan damaged = Portolan.openExisting(directory.resolve("db"))) {
      StorageException error =
          assertThrows(
              StorageException.class,
              () -> damaged.backup(List.of("few"), target, BackupProgress.none()),
              file.toString());
      String name = file.getFileName().toString();
      assertTrue(error.getMessage().contains(name), file + ": " + error.getMessage());
      assertFalse(Files.exists(target), file.toString());
    }
  }

  @Test
  void copy_leftoversOfAKilledOne_areNoDatasetAndGoWithTheNext() throws IOException {
    Path half = directory.resolve("db/.unfinished-half");
    try (Stream<Path> all = Files.walk(directory.resolve("db/few"))) {
      for (Path path : all.toList()) {
        Path to = half.resolve(directory.resolve("db/few").relativize(path));
        Files.createDirectories(to.getParent());
        Files.copy(path, to);
      }
    }
    assertEquals(List.of("blobs", "few"), db.datasets());
    Path backup = directory.resolve("backup");
    assertEquals(List.of("blobs", "few"), db.backup(backup, BackupProgress.none()).datasets());
    blobs.copy("other", BackupProgress.none());
    assertFalse(Files.exists(half));
    assertEquals(List.of("blobs", "few", "other"), db.datasets());
  }

  private static void assertSays(String part, Runnable call) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  /// Every id, value and vector, and every row of every map.
  static void assertSame(Dataset expected, Dataset actual) {
    try (DataSnapshot ours = expected.dataSnapshot();
        DataSnapshot theirs = actual.dataSnapshot()) {
      int[] ordinals = ours.all().ordinals();
      assertArrayEquals(ordinals, theirs.all().ordinals());
      assertArrayEquals(ours.ids(ordinals), theirs.ids(ordinals));
      for (int ordinal : ordinals) {
        assertEquals(
            ours.values(ordinal, java.util.Set.of("body", "kind", "at")),
            theirs.values(ordinal, java.util.Set.of("body", "kind", "at")));
        assertArrayEquals(ours.latent(ordinal), theirs.latent(ordinal));
      }
    }
    assertEquals(expected.tags().tags(), actual.tags().tags());
    for (Tag tag : expected.tags().tags()) {
      assertEquals(
          expected.idsOf(expected.tags().datumsIn(tag.name())),
          actual.idsOf(actual.tags().datumsIn(tag.name())));
    }
    assertEquals(expected.maps(), actual.maps());
    for (String map : expected.maps()) {
      assertArrayEquals(
          rows(expected.map(map)).toArray(), rows(actual.map(map)).toArray(), "map " + map);
      assertEquals(expected.map(map).topics().tree(), actual.map(map).topics().tree());
    }
  }

  private static List<Object[]> rows(EmbeddingMap map) {
    try (MapSnapshot snapshot = map.snapshot()) {
      List<Object[]> rows = new ArrayList<>();
      new MapRows(snapshot).forEach(rows::add);
      return rows;
    }
  }

  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static long fileBytes(Path directory) throws IOException {
    long bytes = 0;
    for (Path file : files(directory)) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
