package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.index.UpdateReport;
import dev.portolan.index.duplicates.Retention;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Maps whose options name columns that are renamed and dropped later.
class AlteredColumnsTest {
  private static final int COUNT = 500;
  private static final MapOptions OPTIONS =
      MapOptions.builder()
          .nEpochs(10)
          .labelField("kind")
          .retain(new Retention.Highest("at"))
          .build();

  @TempDir Path directory;

  private Portolan db;
  private Dataset blobs;
  private EmbeddingMap map;

  @BeforeEach
  void build() {
    db = Portolan.open(directory);
    blobs = db.create("blobs", Blobs.SCHEMA);
    blobs.add(Blobs.data(COUNT));
    map = blobs.buildMap(OPTIONS, BuildMonitor.none());
  }

  @AfterEach
  void close() {
    db.close();
  }

  private UpdateReport updated(UpdatePolicy policy) {
    int count = blobs.all().count();
    blobs.add(
        Blobs.data(count + 10).subList(count, count + 10).stream()
            .map(datum -> Datum.of(datum.id(), datum.latent()))
            .toList());
    return map.update(policy, BuildMonitor.none()).orElseThrow();
  }

  private DatumSet candidates(Retention retention, EmbeddingMap of) {
    MapOptions same = MapOptions.builder().nEpochs(10).retain(retention).build();
    assertNotEquals(0, of.duplicates().deletionCandidates().count());
    return blobs.buildMap("same", same, BuildMonitor.none()).duplicates().deletionCandidates();
  }

  @ParameterizedTest
  @EnumSource(UpdatePolicy.class)
  void update_afterARename_goesOnByTheSameColumn(UpdatePolicy policy) {
    blobs.alter(schema -> schema.renamed("at", "moment").renamed("kind", "sort"));
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of(), updated(policy).notes());
      assertEquals(
          candidates(new Retention.Highest("moment"), map), map.duplicates().deletionCandidates());
    }
    assertEquals(new Retention.Highest("moment"), options().duplicates().retention());
    assertEquals("sort", options().labelField());
  }

  @ParameterizedTest
  @EnumSource(UpdatePolicy.class)
  void update_afterADrop_goesOnByTheDefaultAndSaysSoOnce(UpdatePolicy policy) {
    blobs.alter(schema -> schema.minus("at").minus("kind"));
    List<String> notes = updated(policy).notes();
    assertEquals(2, notes.size(), notes.toString());
    assertTrue(notes.get(0).contains("no text column 'kind' any more"), notes.get(0));
    assertTrue(notes.get(1).contains("no column 'at' any more"), notes.get(1));
    assertEquals(candidates(new Retention.Oldest(), map), map.duplicates().deletionCandidates());
    assertEquals(new Retention.Oldest(), options().duplicates().retention());
    assertEquals(List.of(), updated(policy).notes());
  }

  private MapOptions options() {
    return map.read(snapshot -> snapshot.options());
  }
}
