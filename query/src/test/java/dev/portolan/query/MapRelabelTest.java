package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Blobs;
import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapOptions;
import dev.portolan.index.MapRelabel;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.GenerationOrigin;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A map loses the words of data that are gone, and nothing else.
class MapRelabelTest {
  private static final String MARKER = "zanzibar";
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(10).build();

  @TempDir private Path directory;
  private Portolan db;

  @BeforeEach
  void open() {
    db = Portolan.open(directory);
  }

  @AfterEach
  void close() {
    db.close();
  }

  /// 600 blobs; of the first kind every second one says the marker, three times.
  private Dataset marked(Schema schema) {
    Dataset dataset = db.create("blobs", schema);
    List<Datum> data = new ArrayList<>();
    for (Datum datum : Blobs.data(600)) {
      boolean first = datum.values().get("kind").equals("parcel");
      boolean marked = first && number(datum.id()) % 2 == 0;
      String kind = marked ? MARKER : (String) datum.values().get("kind");
      String words = marked ? MARKER + " " + kind + " " + MARKER : "";
      Datum kept = Datum.of(datum.id(), datum.latent()).with("kind", kind);
      data.add(
          schema.columns().size() == 1
              ? kept
              : kept.with("body", words + " " + datum.values().get("body")));
    }
    dataset.add(data);
    return dataset;
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(1));
  }

  private static List<String> markedIds(Dataset dataset) {
    return dataset.read(data ->
        Stream.of(data.ids(data.all().ordinals()))
            .filter(id ->
                data.values(data.ordinal(id).orElseThrow(), java.util.Set.of("kind"))
                    .containsValue(MARKER))
            .toList());
  }

  private boolean relabel(Dataset dataset, String map) {
    MapStore maps = new MapStore(directory.resolve("blobs"), map);
    boolean published;
    try (DataSnapshot data = dataset.dataSnapshot()) {
      published = MapRelabel.run(data, maps, BuildMonitor.none());
    }
    maps.dropOlder();
    return published;
  }

  private static final Schema TEXTS =
      Schema.builder().text("body").category("kind").latent(16, Metric.COSINE).build();
  private static final Schema CATEGORIES =
      Schema.builder().category("kind").latent(16, Metric.COSINE).build();

  @Test
  void run_wordOnlyInDeletedData_isInNoFileAfterwards() throws IOException {
    for (Schema schema : List.of(TEXTS, CATEGORIES)) {
      Dataset dataset = marked(schema);
      MapOptions byKind = MapOptions.builder().nEpochs(10).labelField("kind").build();
      dataset.buildMap(QUICK, BuildMonitor.none());
      dataset.buildMap("kinds", byKind, BuildMonitor.none());
      dataset.buildMap(QUICK, BuildMonitor.none());
      dataset.delete(markedIds(dataset));
      for (String map : dataset.maps()) {
        assertTrue(marker(map) > 0, "the test is worth something: " + map);
        assertTrue(relabel(dataset, map), map);
        assertEquals(0, marker(map), map);
        EmbeddingMap relabelled = dataset.map(map);
        assertTrue(relabelled.topics().tree().depths() > 0);
        assertEquals(1, relabelled.generations().size());
        assertEquals(
            GenerationOrigin.Relabelled.class,
            relabelled.generations().getFirst().origin().getClass());
        assertFalse(relabel(dataset, map), "a second time there is nothing to do");
      }
      db.delete("blobs");
    }
  }

  @Test
  void run_wordOnlyInATopicThatIsGone_isInNoFileAfterwards() throws IOException {
    Dataset dataset = marked(CATEGORIES);
    EmbeddingMap map =
        dataset.buildMap(
            MapOptions.builder().nEpochs(10).labelField("kind").build(), BuildMonitor.none());
    Set<Integer> gone = new TreeSet<>();
    for (Topic topic : map.topics().tree().topics()) {
      if (topic.label().contains(MARKER)) {
        gone.add(topic.id());
        dataset.delete(
            List.of(
                map.read(snapshot ->
                    snapshot
                        .dataSnapshot()
                        .ids(map.topics().in(topic.depth(), null, topic.id()).ordinals()))));
      }
    }
    dataset.delete(markedIds(dataset));
    map.update(UpdatePolicy.PLACE, BuildMonitor.none());
    dataset.buildMap(QUICK, BuildMonitor.none());
    map.keep(0);
    map.topics().tree().topics().forEach(topic -> assertFalse(topic.label().contains(MARKER)));
    assertFalse(gone.isEmpty());
    assertTrue(marker("default") > 0, "the ledger still says it");
    assertTrue(relabel(dataset, "default"));
    assertEquals(0, marker("default"));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> map.topics().in(1, null, gone.iterator().next()));
    assertTrue(error.getMessage().contains("is no more"), error.getMessage());
    assertFalse(relabel(dataset, "default"), "a second time there is nothing to do");
  }

  /// How often the marker stands in the files of a map, as UTF-8, UTF-16 or JSON escapes.
  private long marker(String map) throws IOException {
    String escaped = MARKER.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    long found = 0;
    try (Stream<Path> files = Files.walk(directory.resolve("blobs/maps").resolve(map))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (Charset charset :
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
          String needle = new String(MARKER.getBytes(charset), StandardCharsets.ISO_8859_1);
          found += bytes.contains(needle) ? 1 : 0;
        }
        found += bytes.contains(escaped) ? 1 : 0;
      }
    }
    return found;
  }

  @Test
  void run_topicsThatLostNothing_keepTheirWords() {
    Dataset dataset = marked(TEXTS);
    EmbeddingMap map = dataset.buildMap(QUICK, BuildMonitor.none());
    TopicTree before = map.topics().tree();
    List<Object[]> positions = MapLifeTest.rows(map);
    dataset.delete(List.of("d1"));
    relabel(dataset, "default");
    TopicTree after = map.topics().tree();
    Map<Integer, Integer> counts = new HashMap<>();
    map.topics().metadata().forEach(topic -> counts.put(topic.topicId(), topic.count()));
    int kept = 0;
    for (Topic topic : before.topics()) {
      Topic now = after.topic(topic.id());
      assertEquals(topic.parent(), now.parent());
      assertEquals((int) counts.get(topic.id()), now.count(), "the count is that of the live data");
      if (now.count() == topic.count()) {
        assertEquals(topic.label(), now.label());
        assertEquals(topic.description(), now.description());
        kept++;
      }
    }
    assertTrue(kept > 0 && kept < before.topics().size(), kept + " kept");
    List<Object[]> rows = MapLifeTest.rows(map);
    positions.remove(1);
    for (int row = 0; row < rows.size(); row++) {
      assertEquals(positions.get(row)[3], rows.get(row)[3]);
      assertEquals(positions.get(row)[5], rows.get(row)[5], "topics stay");
    }
  }

  @Test
  void run_nothingDeleted_publishesNothing() {
    Dataset dataset = marked(TEXTS);
    EmbeddingMap map = dataset.buildMap(QUICK, BuildMonitor.none());
    dataset.add(Datum.of("new", Blobs.data(1).getFirst().latent()).with("body", MARKER));
    assertFalse(relabel(dataset, "default"));
    assertEquals(1, map.generation());
  }

  @Test
  void run_textThatChanged_losesItsOldWords() throws IOException {
    Dataset dataset = marked(TEXTS);
    dataset.buildMap(QUICK, BuildMonitor.none());
    List<Datum> changed = new ArrayList<>();
    for (String id : markedIds(dataset)) {
      changed.add(
          Datum.of(id, Blobs.data(600).get(number(id)).latent())
              .with("body", "something else")
              .with("kind", "parcel"));
    }
    dataset.add(changed);
    assertTrue(marker("default") > 0);
    assertTrue(relabel(dataset, "default"));
    assertEquals(0, marker("default"));
  }

  @Test
  void run_allDataOfATopicOrOfTheMapDeleted_leavesEmptyTopicsThatSaySo() {
    Dataset dataset = marked(TEXTS);
    EmbeddingMap map = dataset.buildMap(QUICK, BuildMonitor.none());
    MapTopics.Group group = map.topics().groupByTopic().getFirst();
    dataset.delete(dataset.idsOf(group.data()));
    relabel(dataset, "default");
    Topic emptied = map.topics().tree().topic(group.topicId());
    assertEquals("Topic %d (empty)".formatted(group.topicId()), emptied.label());
    assertEquals("", emptied.description());
    assertEquals(0, emptied.count());
    assertFalse(map.topics().groupByTopic().stream().anyMatch(g -> g.topicId() == group.topicId()));
    dataset.delete(dataset.idsOf(dataset.all()));
    relabel(dataset, "default");
    assertTrue(map.topics().tree().topics().stream().allMatch(topic -> topic.count() == 0));
    assertEquals(0, map.embeddings().projected().ids().length);
  }

  @Test
  void run_mapWithoutTopicsOrWords_isFine() {
    Schema bare = Schema.builder().latent(16, Metric.COSINE).build();
    Dataset dataset = db.create("blobs", bare);
    dataset.add(
        Blobs.data(300).stream()
            .map(datum -> Datum.of(datum.id(), datum.latent()))
            .toArray(Datum[]::new));
    MapOptions none = MapOptions.builder().nEpochs(10).topics(false).build();
    dataset.buildMap("none", none, BuildMonitor.none());
    EmbeddingMap map = dataset.buildMap(QUICK, BuildMonitor.none());
    dataset.delete(List.of("d1", "d2", "d3"));
    assertFalse(relabel(dataset, "none"));
    assertTrue(relabel(dataset, "default"));
    for (Topic topic : map.topics().tree().topics()) {
      assertTrue(topic.label().startsWith("Topic " + topic.id()), topic.label());
    }
  }

  @Test
  void run_cancelled_leavesTheMap() {
    Dataset dataset = marked(TEXTS);
    EmbeddingMap map = dataset.buildMap(QUICK, BuildMonitor.none());
    dataset.delete(markedIds(dataset));
    Object[] before = MapLifeTest.rows(map).toArray();
    MapStore maps = new MapStore(directory.resolve("blobs"), "default");
    try (DataSnapshot data = dataset.dataSnapshot()) {
      BuildMonitor cancel =
          new BuildMonitor() {
            @Override
            public void progress(BuildStage stage, long done, long total) {}

            @Override
            public boolean cancelled() {
              return true;
            }
          };
      assertThrows(CancellationException.class, () -> MapRelabel.run(data, maps, cancel));
    }
    assertEquals(1, map.generation());
    assertArrayEquals(before, MapLifeTest.rows(map).toArray());
  }
}
