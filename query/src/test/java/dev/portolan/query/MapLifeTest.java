package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Blobs;
import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapOptions;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A map while its data change, builds are cancelled, and sizes are degenerate.
class MapLifeTest {
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(30).build();

  @TempDir Path directory;

  @Test
  void build_oneTwoFourThreadsAndAgain_isTheSameBytes() {
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset = db.create("blobs", Blobs.SCHEMA);
      dataset.add(Blobs.data(2_500));
      List<Object[]> first = null;
      int build = 0;
      for (int threads : new int[] {1, 2, 4, 2}) {
        EmbeddingMap map =
            dataset.buildMap(
                "map" + ++build,
                MapOptions.builder().nEpochs(30).threads(threads).build(),
                BuildMonitor.none());
        List<Object[]> rows = rows(map);
        first = first == null ? rows : first;
        assertArrayEquals(first.toArray(), rows.toArray(), threads + " threads");
      }
    }
  }

  @Test
  void build_cancelledAtEachStage_leavesTheOldMap() {
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset = db.create("blobs", Blobs.SCHEMA);
      dataset.add(Blobs.data(800));
      EmbeddingMap map = dataset.buildMap(QUICK, BuildMonitor.none());
      List<Object[]> before = rows(map);
      for (BuildStage stage : BuildStage.values()) {
        CancelAt monitor = new CancelAt(stage);
        assertThrows(
            CancellationException.class, () -> dataset.buildMap(QUICK, monitor), stage.name());
        assertEquals(1, map.generation());
        assertArrayEquals(before.toArray(), rows(map).toArray(), stage.name());
      }
      dataset.buildMap(QUICK, BuildMonitor.none());
      assertEquals(2, map.generation());
    }
  }

  private static final class CancelAt implements BuildMonitor {
    private final BuildStage stage;
    private volatile boolean reached;

    CancelAt(BuildStage stage) {
      this.stage = stage;
    }

    @Override
    public void progress(BuildStage now, long done, long total) {
      reached |= now == stage;
    }

    @Override
    public boolean cancelled() {
      return reached;
    }
  }

  @Test
  void map_dataDeletedChangedAndAdded_masksWhatItDoesNotKnow() {
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset = db.create("blobs", Blobs.SCHEMA);
      List<Datum> data = Blobs.data(500);
      dataset.add(data);
      EmbeddingMap map = dataset.buildMap(QUICK, BuildMonitor.none());
      MapEmbeddings.Projected before = map.embeddings().projected();

      dataset.delete(List.of("d0", "d48"));
      dataset.add(data.get(7).with("kind", "moved"));
      dataset.add(data.get(8).with("body", "another text"));
      dataset.add(Datum.of("new", data.get(9).latent()));
      MapEmbeddings.Projected after = map.embeddings().projected();
      List<String> ids = Arrays.asList(after.ids());
      assertEquals(500 - 3, ids.size());
      assertFalse(ids.contains("d0"), "deleted");
      assertTrue(ids.contains("d7"), "a metadata edit keeps the place");
      assertFalse(ids.contains("d8"), "a new text is unmapped");
      assertFalse(ids.contains("new"));
      assertEquals(before.x()[7], after.x()[ids.indexOf("d7")]);
      assertEquals(
          "d49", clusterOf(map, "d49"), "the oldest left inherits the cluster of a deleted datum");
      List<Object[]> rows = rows(map);
      assertEquals(499, rows.size());
      assertNull(rows.getLast()[4], "an unmapped datum has no position");
    }
  }

  private static String clusterOf(EmbeddingMap map, String id) {
    return map.duplicates().perDatum().stream()
        .filter(datum -> datum.id().equals(id))
        .findFirst()
        .orElseThrow()
        .clusterId();
  }

  @Test
  void build_zeroToAFewData_worksForEveryMetric() {
    for (Metric metric : Metric.values()) {
      for (int n : new int[] {0, 1, 2, 3, 17}) {
        try (Portolan db = Portolan.open(directory.resolve(metric + "-" + n))) {
          Schema schema = Schema.builder().latent(16, metric).build();
          Dataset dataset = db.create("few", schema);
          List<Datum> data = new ArrayList<>();
          Blobs.data(n).forEach(datum -> data.add(Datum.of(datum.id(), datum.latent())));
          dataset.add(data);
          dataset.add(new Datum("without", java.util.Map.of(), null));
          EmbeddingMap map = dataset.buildMap(QUICK, BuildMonitor.none());
          assertEquals(n, map.embeddings().projected().x().length, metric + " " + n);
          for (float x : map.embeddings().projected().x()) {
            assertTrue(Float.isFinite(x));
          }
          assertEquals(n + 1, rows(map).size());
        }
      }
    }
  }

  @Test
  void reopened_readOnly_answersWithoutTheLock() {
    try (Portolan writer = Portolan.open(directory)) {
      Dataset dataset = writer.create("blobs", Blobs.SCHEMA);
      dataset.add(Blobs.data(300));
      dataset.buildMap(QUICK, BuildMonitor.none());
      try (Portolan reader = Portolan.openExisting(directory)) {
        assertArrayEquals(
            rows(dataset.map()).toArray(), rows(reader.dataset("blobs").map()).toArray());
        dataset.add(Datum.of("late", Blobs.data(1).getFirst().latent()));
        assertEquals(301, reader.dataset("blobs").count());
        RuntimeException refused =
            assertThrows(
                RuntimeException.class, () -> reader.dataset("blobs").delete(List.of("late")));
        assertNotEquals(null, refused.getMessage());
      }
    }
  }

  @Test
  void buildMap_anotherSeed_isAnotherMap() {
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset = db.create("blobs", Blobs.SCHEMA);
      dataset.add(Blobs.data(300));
      float[] one = dataset.buildMap(QUICK, BuildMonitor.none()).embeddings().projected().x();
      MapOptions other = MapOptions.builder().nEpochs(30).seed(8).build();
      float[] two = dataset.buildMap(other, BuildMonitor.none()).embeddings().projected().x();
      assertFalse(Arrays.equals(one, two));
    }
  }

  static List<Object[]> rows(EmbeddingMap map) {
    try (MapSnapshot snapshot = map.snapshot()) {
      List<Object[]> rows = new ArrayList<>();
      new MapRows(snapshot).forEach(rows::add);
      return rows;
    }
  }
}
