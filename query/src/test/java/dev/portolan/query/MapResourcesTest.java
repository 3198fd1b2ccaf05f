package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Blobs;
import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.index.topics.TopicTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract of the map resources, on a map of five blobs.
class MapResourcesTest {
  private static final int N = 1_000;

  @TempDir static Path directory;

  private static Portolan db;
  private static Dataset dataset;
  private static EmbeddingMap map;

  @BeforeAll
  static void build() {
    db = Portolan.open(directory.resolve("db"));
    dataset = db.create("blobs", Blobs.SCHEMA);
    dataset.add(Blobs.data(N));
    map = dataset.buildMap(MapOptions.builder().nEpochs(100).build(), BuildMonitor.none());
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @Test
  void data_ids_comeInTheOrderAskedAndNoneForNone() {
    assertEquals(
        List.of("d9", "d2"),
        map.data().rows(List.of("d9", "d2")).stream().map(MapData.Row::id).toList());
    assertEquals(List.of(), map.data().rows(List.of()));
    assertEquals(N, map.data().rows().size());
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> map.data().rows(List.of("d1", "nobody")));
    assertTrue(error.getMessage().contains("nobody"), error.getMessage());
  }

  @Test
  void projectedAndLatent_haveTheSameOrder() {
    MapEmbeddings.Projected projected = map.embeddings().projected();
    MapEmbeddings.Latents latents = map.embeddings().latent();
    assertArrayEquals(projected.ids(), latents.ids());
    assertEquals(N, projected.x().length);
    assertArrayEquals(Blobs.data(N).get(3).latent(), latents.vectors()[3], 1e-6f);
  }

  @Test
  void vectorSearch_byId_leavesTheDatumOutAndHasNoCap() {
    MapEmbeddings.Neighbors found = map.embeddings().vectorSearch(List.of("d5"), 300).getFirst();
    assertEquals(300, found.ids().length);
    assertFalse(Arrays.asList(found.ids()).contains("d5"));
    assertEquals(5, map.embeddings().vectorSearch(List.of("d5")).getFirst().ids().length);
    assertThrows(IllegalArgumentException.class, () -> map.embeddings().vectorSearch(List.of(), 5));
    assertThrows(
        IllegalArgumentException.class, () -> map.embeddings().vectorSearch(new float[0][], 5));
  }

  @Test
  void topics_blobs_areFoundAndNested() {
    MapTopics.PerDatum perDatum = map.topics().perDatum();
    List<MapTopics.Group> groups = map.topics().groupByTopic();
    assertTrue(groups.size() >= 4, groups::toString);
    assertEquals(
        groups.stream().map(MapTopics.Group::label).sorted().toList(),
        groups.stream().map(MapTopics.Group::label).toList());
    Map<String, String> parents = new HashMap<>();
    for (int depth = 1; depth < perDatum.labels().length; depth++) {
      for (int i = 0; i < N; i++) {
        String child = perDatum.labels()[depth][i];
        String parent = perDatum.labels()[depth - 1][i];
        if (child != null) {
          assertEquals(parent, parents.computeIfAbsent(child, _ -> parent));
        }
      }
    }
    Set<String> labels = new HashSet<>();
    for (MapTopics.Metadata topic : map.topics().metadata()) {
      assertTrue(labels.add(topic.label()), topic.label() + " labels two topics");
      assertEquals(topic.label(), topic.path().get(topic.depth() - 1));
      for (int depth = topic.depth(); depth < topic.path().size(); depth++) {
        assertNull(topic.path().get(depth));
      }
    }
    for (Map.Entry<TopicTree.Named, List<String>> entry : map.topics().hierarchy().entrySet()) {
      assertFalse(entry.getValue().isEmpty(), "a leaf is no key");
    }
  }

  @Test
  void groupByTopic_depthOutOfRange_namesTheDepths() {
    int depths = map.topics().depths();
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> map.topics().groupByTopic(depths + 1));
    assertEquals(
        "topic depth %d is out of range: this map has depths 1 to %d".formatted(depths + 1, depths),
        error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> map.topics().groupByTopic(0));
  }

  @Test
  void vectorSearchTopics_sumsToOneAndK1IsTheNearestDatumsTopic() {
    float[][] queries = {Blobs.data(N).get(11).latent(), Blobs.data(N).get(12).latent()};
    for (MapTopics.Posterior posterior : map.topics().vectorSearchTopics(queries)) {
      assertEquals(1, posterior.topics().values().stream().mapToDouble(p -> p).sum(), 1e-9);
    }
    MapTopics.PerDatum perDatum = map.topics().perDatum();
    String own = perDatum.labels()[0][11];
    assertEquals(
        Map.of(own, 1.0), map.topics().vectorSearchTopics(queries, 1, 1).getFirst().topics());
  }

  @Test
  void topicDensity_window_isInclusiveAndSorted() {
    Instant from = Instant.ofEpochSecond(100 * 60);
    Instant to = Instant.ofEpochSecond(199 * 60);
    List<MapTopics.Density> density = map.topics().topicDensity("at", from, to);
    assertTrue(density.stream().mapToInt(MapTopics.Density::count).sum() <= 100);
    for (int i = 1; i < density.size(); i++) {
      assertTrue(density.get(i - 1).count() >= density.get(i).count());
    }
    Instant one = Instant.ofEpochSecond(100 * 60);
    assertEquals(
        1,
        map.topics().topicDensity("at", one, one).stream()
            .mapToInt(MapTopics.Density::count)
            .sum());
    assertThrows(IllegalArgumentException.class, () -> map.topics().topicDensity("kind", from, to));
  }

  @Test
  void duplicates_copies_areCandidatesOfTheOlder() {
    Map<String, MapDuplicates.PerDatum> byId = new HashMap<>();
    map.duplicates().perDatum().forEach(datum -> byId.put(datum.id(), datum));
    for (int i = 49; i < N; i += 50) {
      MapDuplicates.PerDatum copy = byId.get("d" + i);
      assertEquals(DuplicateClass.DELETION_CANDIDATE, copy.duplicateClass());
      assertEquals(byId.get("d" + (i - 1)).clusterId(), copy.clusterId());
    }
    Set<String> candidates = new HashSet<>(dataset.idsOf(map.duplicates().deletionCandidates()));
    for (MapDuplicates.Cluster cluster : map.duplicates().clusters()) {
      assertFalse(candidates.contains(cluster.retained()));
      try (MapSnapshot snapshot = map.snapshot()) {
        List<String> members = List.of(snapshot.dataSnapshot().ids(cluster.members()));
        assertEquals(cluster.retained(), members.getFirst());
        assertEquals(members.size() - 1, members.stream().filter(candidates::contains).count());
      }
    }
  }

  @Test
  void search_within_findsOnlyMembers() {
    var few = dataset.ids(List.of("d1", "d2", "d3"));
    List<String> found =
        dataset.search(Blobs.data(N).get(1).latent()).k(10).within(few).run().stream()
            .map(hit -> hit.id())
            .toList();
    assertEquals("d1", found.getFirst());
    assertEquals(Set.of("d1", "d2", "d3"), new HashSet<>(found));
  }
}
