package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.index.UpdateReport;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.Projection;
import dev.portolan.query.MapEmbeddings;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A map that follows its data without being built anew.
class UpdateTest {
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(30).build();
  private static final int N = 1_500;

  @TempDir Path directory;

  private Portolan db;
  private Dataset dataset;
  private EmbeddingMap map;
  private List<Datum> data;

  @BeforeEach
  void build() {
    db = Portolan.open(directory);
    dataset = db.create("blobs", Blobs.SCHEMA);
    data = Blobs.data(N);
    dataset.add(data.subList(0, 1_400));
    map = dataset.buildMap(QUICK, BuildMonitor.none());
  }

  @AfterEach
  void close() {
    db.close();
  }

  private UpdateReport placed() {
    return map.update(UpdatePolicy.PLACE, BuildMonitor.none()).orElseThrow();
  }

  @Test
  void nothingToDo_publishesNothing() {
    long before = map.generation();
    assertTrue(map.update().isEmpty());
    assertEquals(before, map.generation());
  }

  @Test
  void newData_arePlacedAndNobodyMoves() {
    Map<String, List<Object>> before = rows();
    dataset.add(data.subList(1_400, N));
    UpdateReport report = map.update().orElseThrow();
    assertEquals("place", report.level(), report.reason());
    assertEquals(100, report.placed());
    assertEquals(0, report.dropped());
    Map<String, List<Object>> after = rows();
    assertEquals(N, after.size());
    before.forEach((id, row) -> assertEquals(row, after.get(id), id));
    checkLaws();
    assertTrue(report.drift().unassigned() < .5, report.toString());
  }

  @Test
  void exactCopy_landsOnItsTwinWithItsTopic() {
    Datum twin = data.get(3);
    dataset.add(List.of(Datum.of("copy", twin.latent()).with("body", "copy")));
    placed();
    Map<String, List<Object>> rows = rows();
    assertEquals(rows.get(twin.id()).subList(0, 3), rows.get("copy").subList(0, 3));
    assertTrue(map.duplicates().deletionCandidates().contains(ordinal("copy")));
  }

  @Test
  void deletedAndChangedData_leaveAndComeAgain() {
    dataset.delete(List.of("d1", "d2"));
    dataset.add(List.of(Datum.of("d3", data.get(900).latent()).with("body", "cable")));
    UpdateReport report = placed();
    assertEquals(1, report.placed());
    assertEquals(3, report.dropped());
    Map<String, List<Object>> rows = rows();
    assertEquals(1_398, rows.size());
    assertNull(rows.get("d1"));
    assertEquals(rows.get("d900").subList(0, 3), rows.get("d3").subList(0, 3));
    checkLaws();
  }

  @Test
  void aThirdDeleted_goesOnFromWhereItLies() {
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < 1_400; i += 3) {
      gone.add("d" + i);
    }
    dataset.delete(gone);
    UpdateReport report = map.update().orElseThrow();
    assertEquals("warm", report.level());
    assertTrue(report.reason().contains("more than 10 %"), report.reason());
    assertEquals(1_400 - gone.size(), rows().size());
    assertTrue(report.moved().medianShare() < .05, report.toString());
    checkLaws();
  }

  @Test
  void moreThanHalfDeleted_isBuiltAnewAndTurnedOntoTheOld() {
    dataset.delete(data.subList(0, 800).stream().map(Datum::id).toList());
    UpdateReport report = map.update().orElseThrow();
    assertEquals("refit", report.level());
    assertTrue(report.reason().contains("more than 50 %"), report.reason());
    assertEquals(600, rows().size());
    assertTrue(report.moved().medianShare() < .5, report.toString());
    checkLaws();
  }

  /// Who has none of the new data among the nearest stays to the last bit.
  @Test
  void relaxed_onlyNewDataAndTheirNeighboursMove() {
    Map<String, List<Object>> before = rows();
    dataset.add(data.subList(1_400, 1_410));
    dataset.add(List.of(Datum.of("copy", data.get(3).latent()).with("body", "copy")));
    UpdateReport report = map.update(UpdatePolicy.RELAX, BuildMonitor.none()).orElseThrow();
    assertEquals("relax", report.level());
    Map<String, List<Object>> after = rows();
    long moved =
        before.entrySet().stream()
            .filter(
                row -> !row.getValue().subList(0, 2).equals(after.get(row.getKey()).subList(0, 2)))
            .count();
    assertEquals(report.moved().count(), moved);
    assertTrue(moved > 0 && moved <= 11 * 15, moved + " moved");
    assertEquals(after.get("d3").subList(0, 2), after.get("copy").subList(0, 2));
    assertTrue(report.drift().kept() > .2, report.toString());
    checkLaws();
  }

  @Test
  void warm_keepsTheLayout() {
    dataset.add(data.subList(1_400, N));
    UpdateReport report = map.update(UpdatePolicy.WARM, BuildMonitor.none()).orElseThrow();
    assertEquals("warm", report.level());
    assertTrue(report.moved().medianShare() < .05, report.toString());
    assertEquals(N, rows().size());
    checkLaws();
  }

  @Test
  void mapWithoutForces_cannotBeRelaxed() {
    EmbeddingMap pca =
        dataset.buildMap(
            "pca",
            MapOptions.builder().projection(new Projection.Pca()).build(),
            BuildMonitor.none());
    dataset.add(data.subList(1_400, N));
    for (UpdatePolicy policy : List.of(UpdatePolicy.RELAX, UpdatePolicy.WARM)) {
      String refused =
          assertThrows(
                  IllegalArgumentException.class, () -> pca.update(policy, BuildMonitor.none()))
              .getMessage();
      assertTrue(refused.contains("only UMAP"), refused);
    }
    assertEquals("place", pca.update().orElseThrow().level());
    dataset.delete(data.subList(0, 300).stream().map(Datum::id).toList());
    assertEquals("refit", pca.update().orElseThrow().level());
  }

  @Test
  void everythingDeleted_thenNewData() {
    dataset.delete(data.subList(0, 1_400).stream().map(Datum::id).toList());
    assertEquals("refit", map.update().orElseThrow().level());
    assertEquals(0, rows().size());
    dataset.add(data.subList(0, 200));
    assertTrue(map.update().isPresent());
    assertEquals(200, rows().size());
    checkLaws();
  }

  @Test
  void dataUnlikeAllOthers_areBuiltAnew() {
    List<Datum> strangers = new ArrayList<>();
    Random random = new Random(3);
    float[] center = new float[Blobs.SCHEMA.latent().dimensions()];
    for (int i = 0; i < center.length; i++) {
      center[i] = (float) random.nextGaussian() * 10;
    }
    for (int i = 0; i < 100; i++) {
      strangers.add(
          Datum.of("stranger" + i, Blobs.beside(center, random)).with("body", "comet tail"));
    }
    dataset.add(strangers);
    UpdateReport report = map.update().orElseThrow();
    assertEquals("refit", report.level(), report.toString());
    assertTrue(report.reason().contains("unlike"), report.reason());
  }

  @Test
  void manyCopiesOfMappedData_arePlaced() {
    List<Datum> copies = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      copies.add(Datum.of("copy" + i, data.get(3).latent()).with("body", "copy"));
    }
    dataset.add(copies);
    UpdateReport report = map.update().orElseThrow();
    assertEquals("place", report.level(), report.reason());
    checkLaws();
  }

  /// Topics that lost data in an update are named after what is left, before their words are said
  /// to be out of the files.
  @Test
  void optimizeAfterAnUpdate_takesTheWordsOfDeletedDataOut() {
    dataset.delete(List.of("d1"));
    placed();
    long updated = map.generation();
    dataset.optimize(BuildMonitor.none());
    assertEquals(updated + 1, map.generation());
    dataset.optimize(BuildMonitor.none());
    assertEquals(updated + 1, map.generation(), "there is nothing more to take out");
  }

  @Test
  void snapshot_keepsItsAnswers() {
    try (MapSnapshot snapshot = map.snapshot()) {
      int before = snapshot.mapped().count();
      dataset.add(data.subList(1_400, N));
      placed();
      assertEquals(before, snapshot.mapped().count());
      assertEquals(N, map.embeddings().projected().ids().length);
    }
  }

  @Test
  void cancelledAtAnyStage_leavesTheMapAsItWas() {
    dataset.add(data.subList(1_400, N));
    dataset.delete(List.of("d7"));
    Map<String, List<Object>> before = rows();
    List<BuildStage> stages =
        List.of(
            BuildStage.READ,
            BuildStage.NEIGHBORS,
            BuildStage.PROJECTION,
            BuildStage.TOPICS,
            BuildStage.LABELS,
            BuildStage.DUPLICATES,
            BuildStage.PUBLISH);
    for (BuildStage stage : stages) {
      assertThrows(
          CancellationException.class,
          () -> map.update(UpdatePolicy.PLACE, cancelledAt(stage)),
          stage.label());
      assertEquals(before, rows(), stage.label());
      assertEquals(1, map.generation(), stage.label());
    }
    assertEquals(100, placed().placed());
  }

  private static BuildMonitor cancelledAt(BuildStage wanted) {
    AtomicReference<BuildStage> at = new AtomicReference<>();
    return new BuildMonitor() {
      @Override
      public void progress(BuildStage stage, long done, long total) {
        at.set(stage);
      }

      @Override
      public boolean cancelled() {
        return at.get() == wanted;
      }
    };
  }

  /// Whether data were placed before or come with the build: the same topics go on.
  @Test
  void afterAnUpdate_aRebuildKeepsAsManyTopicsAsWithoutIt() {
    EmbeddingMap other = dataset.buildMap("other", QUICK, BuildMonitor.none());
    var before = map.topics().tree();
    dataset.add(data.subList(1_400, N));
    placed();
    dataset.buildMap(QUICK, BuildMonitor.none());
    dataset.buildMap("other", QUICK, BuildMonitor.none());
    long kept = kept(before, map);
    assertTrue(
        kept >= .8 * kept(before, other),
        kept + " kept of " + kept(before, other) + " of " + before.topics().size());
  }

  private static long kept(TopicTree before, EmbeddingMap after) {
    TopicTree now = after.topics().tree();
    return before.topics().stream().filter(topic -> now.has(topic.id())).count();
  }

  private void checkLaws() {
    checkLaws(map);
  }

  /// Counts of topics are those of the data, and every datum has a class.
  static void checkLaws(EmbeddingMap map) {
    map.topics()
        .metadata()
        .forEach(topic ->
            assertEquals(
                topic.count(),
                map.topics().in(0, null, topic.topicId()).count(),
                topic.toString()));
    try (MapSnapshot snapshot = map.snapshot()) {
      snapshot
          .tree()
          .topics()
          .forEach(topic ->
              assertEquals(snapshot.topics().in(0, null, topic.id()).count(), topic.count()));
      for (float x : snapshot.columns().x()) {
        assertTrue(Float.isFinite(x));
      }
    }
    DatumSet candidates = map.duplicates().deletionCandidates();
    assertFalse(candidates.count() > map.embeddings().projected().ids().length);
  }

  private int ordinal(String id) {
    try (MapSnapshot snapshot = map.snapshot()) {
      return snapshot.dataSnapshot().ordinal(id).orElseThrow();
    }
  }

  /// x, y, deepest topic of each datum by its id.
  private Map<String, List<Object>> rows() {
    Map<String, List<Object>> rows = new HashMap<>();
    MapEmbeddings.Projected places = map.embeddings().projected();
    try (MapSnapshot snapshot = map.snapshot()) {
      for (int i = 0; i < places.ids().length; i++) {
        int row = snapshot.row(ordinal(places.ids()[i]));
        rows.put(
            places.ids()[i],
            List.of(places.x()[i], places.y()[i], snapshot.columns().topic()[row]));
      }
    }
    return rows;
  }
}
