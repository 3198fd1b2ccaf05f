package dev.portolan.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Hit;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.minilm.MiniLm;
import dev.portolan.query.MapData;
import dev.portolan.query.MapEmbeddings;
import dev.portolan.query.MapTopics;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs every example and looks at what it returns.
class ExamplesTest {
  @TempDir static Path directory;

  private static MiniLm embedder;
  private static Portolan db;
  private static Dataset tickets;
  private static EmbeddingMap map;

  @BeforeAll
  static void importTickets() {
    embedder = MiniLm.open();
    db = Portolan.open(directory.resolve("support.portolan"));
    tickets = Tickets.importInto(db, embedder);
    map = tickets.buildMap(MapOptions.builder().labelField("body").build(), BuildMonitor.none());
  }

  @AfterAll
  static void close() {
    db.close();
    embedder.close();
  }

  @Test
  void quickstart_tangerine_findsOranges() {
    List<Hit> hits = Quickstart.run(directory.resolve("quickstart"));
    assertEquals(10, hits.size());
    assertTrue(
        hits.stream().allMatch(hit -> hit.values().get("name").toString().endsWith("orange")),
        hits::toString);
  }

  @Test
  void data_metadataEdit_keepsThePlaceOnTheMap() {
    int before = map.embeddings().projected().ids().length;
    List<MapData.Row> rows = DataExample.run(tickets, map);
    assertEquals(List.of("t007", "t003"), rows.stream().map(MapData.Row::id).toList());
    assertEquals(1L, rows.getFirst().values().get("priority"));
    assertEquals(before, map.embeddings().projected().ids().length);
  }

  @Test
  void embeddings_aLostParcel_findsTicketsAboutDelivery() {
    List<MapEmbeddings.Neighbors> found = EmbeddingsExample.run(map, embedder);
    List<MapData.Row> rows = map.data().rows(Arrays.asList(found.getFirst().ids()));
    assertEquals(5, rows.size());
    assertTrue(
        rows.stream()
            .allMatch(row ->
                row.values()
                    .get("body")
                    .toString()
                    .matches("(?i).*(parcel|courier|deliver|shipment|tracking|driver|door).*")),
        rows::toString);
    assertNotEquals(
        found.getFirst().ids()[0], found.get(1).ids()[0], "an id is not its own neighbour");
  }

  @Test
  void topics_aLoginQuestion_isAboutOneTopicMostly() {
    MapTopics.Posterior posterior = TopicsExample.run(map, embedder);
    double sum = posterior.topics().values().stream().mapToDouble(p -> p).sum();
    assertEquals(1, sum, 1e-9);
    assertTrue(posterior.topics().values().iterator().next() >= .5, posterior::toString);
  }

  @Test
  void duplicates_deleted_leavesOneDatumPerCluster() {
    Portolan copy = Portolan.open(directory.resolve("copy.portolan"));
    try (copy) {
      Dataset own = Tickets.importInto(copy, embedder);
      EmbeddingMap ownMap = own.buildMap(MapOptions.defaults(), BuildMonitor.none());
      int clusters = ownMap.duplicates().clusters().size();
      assertTrue(clusters > 0);
      int left = DuplicatesExample.run(own, ownMap);
      assertTrue(left < 243);
      assertEquals(0, ownMap.duplicates().deletionCandidates().count());
    }
  }
}
