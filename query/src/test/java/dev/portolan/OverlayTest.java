package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.query.MapChanges;
import dev.portolan.query.Overlay;
import dev.portolan.query.TopicChange;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data laid over a map, and two of its states compared.
class OverlayTest {
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(30).build();

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
    dataset.add(data.subList(0, 600));
    map = dataset.buildMap(QUICK, BuildMonitor.none());
  }

  @AfterEach
  void close() {
    db.close();
  }

  private Overlay over(Dataset other, Filter over) {
    return map.overlay(Filter.all(), other, over, BuildMonitor.none());
  }

  @Test
  void copiesOfAnotherDataset_lieWhereTheirTwinsLie() {
    Dataset other = db.create("other", Blobs.SCHEMA);
    other.add(data.subList(0, 40));
    Overlay overlay = over(other, Filter.all());
    assertEquals(600, overlay.under());
    assertEquals(40, overlay.data().size());
    assertEquals(List.of(), overlay.strangers());
    map.read(snapshot -> {
      for (Overlay.Laid laid : overlay.data()) {
        int row = snapshot.row(snapshot.dataSnapshot().ordinal(laid.id()).orElseThrow());
        assertEquals(snapshot.columns().x()[row], laid.x(), laid.id());
        assertEquals(snapshot.columns().y()[row], laid.y(), laid.id());
      }
      return null;
    });
    assertEquals(1, map.generation());
    assertEquals(600, dataset.count());
  }

  /// Of one kind only: its topic grows, and the others are under alone.
  @Test
  void someOfTheSame_showWhereTheShareChanged() {
    Overlay overlay = over(dataset, Filter.equalTo("kind", "parcel"));
    List<TopicChange> changes = overlay.topics().getFirst();
    assertTrue(changes.getFirst().z() > 3, changes.toString());
    assertTrue(changes.getLast().z() < -1, changes.toString());
    assertTrue(!overlay.onlyUnder(1).isEmpty(), changes.toString());
    assertEquals(List.of(), overlay.onlyOver(1));
  }

  @Test
  void unmappedDataOfTheSame_areLaidToo() {
    dataset.add(data.subList(600, 700));
    Overlay overlay = over(dataset, Filter.all());
    assertEquals(700, overlay.data().size());
    assertEquals(600, overlay.under());
  }

  @Test
  void strangers_areNamed() {
    Dataset other = db.create("other", Blobs.SCHEMA);
    float[] far = new float[16];
    for (int i = 0; i < far.length; i++) {
      far[i] = i % 2 == 0 ? 1 : -1;
    }
    other.add(Datum.of("stranger", far), data.get(3));
    assertEquals(List.of("stranger"), over(other, Filter.all()).strangers());
  }

  @Test
  void otherDimensions_areRefused() {
    Dataset other = db.create("other", Schema.builder().latent(3, Metric.COSINE).build());
    String refused =
        assertThrows(IllegalArgumentException.class, () -> over(other, Filter.all())).getMessage();
    assertTrue(refused.contains("3 dimensions"), refused);
  }

  @Test
  void changes_afterPlacing_nobodyMoved() {
    dataset.add(data.subList(600, 640));
    dataset.delete(List.of("d0", "d1"));
    map.update(UpdatePolicy.PLACE, BuildMonitor.none());
    MapChanges changes = map.changes(1, 2);
    assertEquals(40, changes.came());
    assertEquals(2, changes.left());
    assertEquals(598, changes.stayed());
    assertEquals(0, changes.moved());
    assertEquals(0, changes.otherTopic());
    assertEquals(List.of(), changes.farthest());
  }

  @Test
  void changes_afterAWarmRefit_nameWhoMovedFarthest() {
    dataset.add(data.subList(600, 700));
    map.update(UpdatePolicy.WARM, BuildMonitor.none());
    MapChanges changes = map.changes(1, 2);
    assertTrue(changes.moved() > 500, changes.toString());
    List<Double> ways = new ArrayList<>();
    changes.farthest().forEach(mover -> ways.add(-mover.share()));
    assertEquals(10, ways.size());
    assertEquals(ways.stream().sorted().toList(), ways);
    assertThrows(IllegalArgumentException.class, () -> map.changes(1, 9));
  }
}
