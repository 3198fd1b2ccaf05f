package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.query.TopicEdit;
import dev.portolan.query.TopicsChanged;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.BackupProgress;
import dev.portolan.storage.Datum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Topics that go on across rebuilds, and edits that go on with them.
class TopicEditsTest {
  private static final int N = 1_000;
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(30).build();

  @TempDir Path directory;

  private Portolan db;
  private Dataset dataset;
  private EmbeddingMap map;

  @BeforeEach
  void build() {
    db = Portolan.open(directory);
    dataset = db.create("blobs", Blobs.SCHEMA);
    dataset.add(Blobs.data(N));
    map = dataset.buildMap(QUICK, BuildMonitor.none());
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void rebuild_ofTheSameData_keepsEveryIdLabelAndDatum() {
    TopicTree before = map.topics().tree();
    String[][] labels = map.topics().perDatum().labels();
    dataset.buildMap(QUICK, BuildMonitor.none());
    assertEquals(before, map.topics().tree());
    assertTrue(java.util.Arrays.deepEquals(labels, map.topics().perDatum().labels()));
    TopicsChanged changed = map.topicsChanged(1, 2);
    assertEquals(before.topics().size(), changed.kept().size());
    assertEquals(List.of(), changed.appeared());
    assertEquals(List.of(), changed.retired());
  }

  @Test
  void rebuild_afterTopicsLeft_neverGivesAnIdAgain() {
    TopicTree before = map.topics().tree();
    Topic first = before.topic(1);
    List<String> gone =
        List.of(map.snapshot().dataSnapshot().ids(map.topics().in(1, first.label(), 0).ordinals()));
    dataset.delete(gone);
    dataset.buildMap(QUICK, BuildMonitor.none());
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> dataset.count(Filter.inTopic(first.id())));
    assertTrue(error.getMessage().contains("is no more"), error.getMessage());
    dataset.add(Blobs.data(N));
    dataset.buildMap(QUICK, BuildMonitor.none());
    assertThrows(IllegalArgumentException.class, () -> dataset.count(Filter.inTopic(first.id())));
    assertTrue(
        map.topicsChanged(1, 3).retired().stream().anyMatch(topic -> topic.id() == first.id()));
  }

  @Test
  void rebuild_afterARollback_givesNoIdOfTheBuildThatIsGone() {
    TopicTree first = map.topics().tree();
    dataset.add(strange(0));
    dataset.buildMap(QUICK, BuildMonitor.none());
    TopicTree second = map.topics().tree();
    Set<Integer> given = ids(second);
    assertFalse(ids(first).containsAll(given), "the strange data made new topics");
    given.addAll(ids(first));
    map.rollBack(1);
    assertEquals(first, map.topics().tree());
    map.keep(0);
    dataset.add(strange(1));
    dataset.buildMap(QUICK, BuildMonitor.none());
    Set<Integer> fresh = ids(map.topics().tree());
    fresh.removeAll(ids(first));
    assertFalse(fresh.isEmpty(), "other strange data made new topics again");
    fresh.retainAll(given);
    assertEquals(Set.of(), fresh, "ids given twice");
  }

  /// 200 data around a place where none are, another for every `where`.
  private static List<Datum> strange(int where) {
    List<Datum> data = new ArrayList<>();
    for (Datum datum : Blobs.data(200)) {
      float[] vector = new float[datum.latent().length];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = .02f * datum.latent()[i] + (i % 4 == where ? 5 : i % 4 == where + 1 ? -5 : 0);
      }
      data.add(Datum.of("s" + datum.id(), vector).with("body", "harbour " + where));
    }
    return data;
  }

  private static Set<Integer> ids(TopicTree tree) {
    return tree.topics().stream().map(Topic::id).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void rename_survivesRebuildsAndReopening() {
    map.topicEdits().rename(2, "Late delivery");
    dataset.buildMap(QUICK, BuildMonitor.none());
    assertEquals("Late delivery", map.topics().tree().topic(2).label());
    db.close();
    db = Portolan.open(directory);
    dataset = db.dataset("blobs");
    map = dataset.map(Dataset.DEFAULT_MAP);
    assertEquals("Late delivery", map.topics().tree().topic(2).label());
    assertEquals(map.topics().in(0, "Late delivery", 0), map.topics().in(0, null, 2));
  }

  @Test
  void names_areOneEditThatSurvivesARebuild() {
    TopicTree before = map.topics().tree();
    String traded = before.topic(2).label();
    map.topicEdits().name(Map.of(1, traded, 2, " Late delivery "));
    assertEquals(traded, map.topics().tree().topic(1).label());
    dataset.buildMap(QUICK, BuildMonitor.none());
    assertEquals("Late delivery", map.topics().tree().topic(2).label());
    assertEquals(
        new TopicEdit.Name(Map.of(1, traded, 2, "Late delivery")), map.topicEdits().undo());
    assertEquals(before, map.topics().tree());
  }

  @Test
  void names_thatAreRefused_sayWhyAndLeaveNothing() {
    TopicTree before = map.topics().tree();
    String other = before.topic(3).label();
    refused("name at least one", () -> map.topicEdits().name(Map.of()));
    refused(
        "topics 1 and 2 would both be called 'x'",
        () -> map.topicEdits().name(Map.of(1, "x", 2, "x ")));
    refused(
        "topic 3 is called '" + other + "' already",
        () -> map.topicEdits().name(Map.of(1, "x", 2, other)));
    refused("give it 1 to 100", () -> map.topicEdits().name(Map.of(1, "x", 2, " ")));
    refused("topic 900 does not exist", () -> map.topicEdits().name(Map.of(1, "x", 900, "y")));
    assertEquals(before, map.topics().tree());
    map.topicEdits().rename(2, "hers");
    assertEquals(Set.of(2), map.topicEdits().renamed());
    refused(
        "topic 2 was called 'hers' by a person",
        () -> map.topicEdits().name(Map.of(1, "x", 2, "y")));
    map.topicEdits().name(Map.of(1, "x"));
    map.topicEdits().rename(1, "his");
    assertEquals("his", map.topics().tree().topic(1).label());
  }

  @Test
  void mergeAndHide_areSeenInEveryAnswer() {
    List<Topic> first = map.topics().tree().atDepth(1);
    int into = first.get(0).id();
    int gone = first.get(1).id();
    int both = map.topics().in(1, null, into).count() + map.topics().in(1, null, gone).count();
    map.topicEdits().merge(gone, into);
    assertEquals(both, map.topics().in(1, null, into).count());
    assertEquals(both, map.topics().in(0, null, gone).count());
    assertEquals(first.size() - 1, map.topics().groupByTopic(1).size());
    int hidden = first.get(2).id();
    int unassigned = map.topics().unassigned(1).count();
    int size = map.topics().in(1, null, hidden).count();
    map.topicEdits().hide(hidden);
    assertEquals(unassigned + size, map.topics().unassigned(1).count());
    assertThrows(IllegalArgumentException.class, () -> map.topics().in(1, null, hidden));
  }

  @Test
  void undo_takesBackTheLastFirst() {
    TopicTree before = map.topics().tree();
    map.topicEdits().rename(1, "one");
    map.topicEdits().hide(2);
    assertEquals(2, map.topicEdits().all().size());
    assertEquals(new TopicEdit.Hide(2), map.topicEdits().undo());
    assertEquals(new TopicEdit.Rename(1, "one"), map.topicEdits().undo());
    assertEquals(before, map.topics().tree());
    assertThrows(IllegalStateException.class, () -> map.topicEdits().undo());
  }

  @Test
  void refusedEdits_sayWhy() {
    Topic other = map.topics().tree().topic(2);
    refused(
        "is called '" + other.label() + "' already",
        () -> map.topicEdits().rename(1, other.label()));
    refused("give it 1 to 100", () -> map.topicEdits().rename(1, "  "));
    refused("topic 900 does not exist", () -> map.topicEdits().hide(900));
    Topic deeper = map.topics().tree().atDepth(2).getFirst();
    refused("merge their parents first", () -> map.topicEdits().merge(1, deeper.id()));
    map.topicEdits().hide(1);
    refused("topic 1 is hidden", () -> map.topicEdits().rename(1, "again"));
    assertEquals(1, map.topicEdits().all().size());
  }

  @Test
  void metadata_namesExemplarsThatAreThere() {
    var topic = map.topics().metadata().getFirst();
    assertEquals(3, topic.exemplars().size());
    assertTrue(topic.core().density() > 1);
    String first = topic.exemplars().getFirst();
    dataset.delete(List.of(first));
    assertNotEquals(first, map.topics().metadata().getFirst().exemplars().getFirst());
  }

  @Test
  void copy_takesEditsAlong() {
    map.topicEdits().rename(1, "one");
    Dataset copy = dataset.copy("copy", BackupProgress.none());
    assertEquals("one", copy.map(Dataset.DEFAULT_MAP).topics().tree().topic(1).label());
    copy.map(Dataset.DEFAULT_MAP).topicEdits().undo();
    assertEquals("one", map.topics().tree().topic(1).label());
  }

  private static void refused(String words, Runnable edit) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, edit::run);
    assertTrue(error.getMessage().contains(words), error.getMessage());
  }
}
