package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.storage.Datum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A map that brings itself up to date in the background.
class AutoUpdateTest {
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(30).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  private Portolan db;
  private Dataset dataset;
  private EmbeddingMap map;
  private List<Datum> data;

  @BeforeEach
  void build() {
    db = Portolan.open(directory);
    dataset = db.create("blobs", Blobs.SCHEMA);
    data = Blobs.data(700);
    dataset.add(data.subList(0, 500));
    map = dataset.buildMap(QUICK, BuildMonitor.none());
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void after_soManyChanges_updates() {
    map.autoUpdate(AutoUpdate.after(20).by(UpdatePolicy.PLACE));
    dataset.add(data.subList(500, 530));
    await(() -> map.pending() == 0);
    assertEquals(2, map.generation());
    assertEquals(530, map.embeddings().projected().ids().length);
    dataset.add(data.subList(530, 540));
    assertEquals(10, map.pending());
  }

  @Test
  void every_soLongAfterTheFirstChange_updates() {
    map.autoUpdate(AutoUpdate.every(Duration.ofMillis(200)));
    dataset.add(data.get(600));
    await(() -> map.pending() == 0);
    dataset.delete(List.of(data.get(3).id()));
    await(() -> map.generation() == 3 && map.pending() == 0);
  }

  @Test
  void off_updatesNoMore() {
    map.autoUpdate(AutoUpdate.every(Duration.ofMillis(100)));
    assertTrue(map.autoUpdate().isPresent());
    map.autoUpdateOff();
    assertTrue(map.autoUpdate().isEmpty());
    dataset.add(data.get(600));
    assertEquals(1, map.pending());
  }

  /// The next write says so and does nothing else; the one after it goes on.
  @Test
  void failed_isReportedOnceAndWrittenDown() throws IOException {
    Path edges = directory.resolve("blobs/maps/default/fit/000001/duplicates.bin");
    byte[] bytes = Files.readAllBytes(edges);
    Files.delete(edges);
    map.autoUpdate(AutoUpdate.every(Duration.ofMillis(100)));
    dataset.add(data.get(600));
    await(() -> map.autoUpdateFailed().isPresent());
    String said =
        assertThrows(IllegalStateException.class, () -> dataset.add(data.get(601))).getMessage();
    assertTrue(said.contains("'default' could not be updated in the background"), said);
    assertEquals(501, dataset.count());
    dataset.add(data.get(601));
    assertEquals(502, dataset.count());
    assertEquals(1, map.generation());
    assertTrue(map.autoUpdateFailed().orElseThrow().contains("duplicates.bin"));

    Files.write(edges, bytes);
    map.autoUpdate(AutoUpdate.every(Duration.ofMillis(100)));
    await(() -> map.pending() == 0);
    await(() -> map.autoUpdateFailed().isEmpty());
  }

  @Test
  void close_duringAnUpdate_leavesTheMapAsItWas() {
    map.autoUpdate(AutoUpdate.after(1).by(UpdatePolicy.REFIT));
    dataset.add(data.subList(500, 700));
    db.close();
    try (Portolan again = Portolan.open(directory)) {
      Dataset reopened = again.dataset("blobs");
      assertEquals(700, reopened.count());
      assertTrue(reopened.map().generation() <= 2);
      assertFalse(reopened.map().topics().tree().topics().isEmpty());
    }
  }

  @Test
  void settings_thatNeverUpdate_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> AutoUpdate.after(0));
    assertThrows(IllegalArgumentException.class, () -> AutoUpdate.every(Duration.ZERO));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen within " + PATIENCE);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
