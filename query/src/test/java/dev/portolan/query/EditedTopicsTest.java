package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EditedTopicsTest {
  private static final TopicTree FOUND =
      new TopicTree(
          List.of(
              new Topic(1, 1, -1, "sport", "game", 70),
              new Topic(2, 1, -1, "space", "orbit", 30),
              new Topic(3, 2, 1, "hockey", "puck", 40),
              new Topic(4, 2, 1, "baseball", "bat", 25),
              new Topic(5, 2, 2, "moon", "lunar", 20)));
  private static final int[] ROWS = {3, 4, 1, 0, 5, 2, 5};

  @Test
  void noEdits_theTreeItself() {
    EditedTopics edited = EditedTopics.of(FOUND, List.of());
    assertEquals(FOUND, edited.tree());
    assertArrayEquals(ROWS, edited.shown(ROWS));
  }

  @Test
  void rename_changesTheLabelAlone() {
    EditedTopics edited = EditedTopics.of(FOUND, List.of(new TopicEdit.Rename(3, "ice hockey")));
    assertEquals(new Topic(3, 2, 1, "ice hockey", "puck", 40), edited.tree().topic(3));
    assertArrayEquals(ROWS, edited.shown(ROWS));
  }

  @Test
  void rename_aFoundLabelGivesWay() {
    EditedTopics edited = EditedTopics.of(FOUND, List.of(new TopicEdit.Rename(3, "moon")));
    assertEquals("moon", edited.tree().topic(3).label());
    assertEquals("moon (2)", edited.tree().topic(5).label());
  }

  @Test
  void name_labelsTheTopicsThatAreThere() {
    TopicEdit.Name names = new TopicEdit.Name(Map.of(3, "Ice hockey", 5, "The Moon", 9, "Gone"));
    EditedTopics edited = EditedTopics.of(FOUND, List.of(names));
    assertEquals(new Topic(3, 2, 1, "Ice hockey", "puck", 40), edited.tree().topic(3));
    assertEquals("The Moon", edited.tree().topic(5).label());
    assertEquals("sport", edited.tree().topic(1).label());
    assertEquals(List.of(), edited.waiting());
  }

  @Test
  void name_ofTopicsNoneOfWhichIsThere_waits() {
    TopicEdit.Name names = new TopicEdit.Name(Map.of(8, "Lost", 9, "Gone"));
    assertEquals(List.of(names), EditedTopics.of(FOUND, List.of(names)).waiting());
  }

  @Test
  void renameByAPerson_isStrongerThanANameBeforeAndAfterIt() {
    List<TopicEdit> edits =
        List.of(
            new TopicEdit.Rename(3, "hers"),
            new TopicEdit.Name(Map.of(3, "Ice hockey", 4, "Ball games")),
            new TopicEdit.Rename(4, "his"));
    EditedTopics edited = EditedTopics.of(FOUND, edits);
    assertEquals("hers", edited.tree().topic(3).label());
    assertEquals("his", edited.tree().topic(4).label());
    assertEquals(List.of(), edited.waiting());
  }

  @Test
  void laterName_replacesAnEarlierOne() {
    List<TopicEdit> edits =
        List.of(
            new TopicEdit.Name(Map.of(3, "Ice hockey", 4, "Ball games")),
            new TopicEdit.Name(Map.of(3, "Ball games", 4, "Ice hockey")));
    EditedTopics edited = EditedTopics.of(FOUND, edits);
    assertEquals("Ball games", edited.tree().topic(3).label());
    assertEquals("Ice hockey", edited.tree().topic(4).label());
  }

  @Test
  void oneLabelForSeveralTopics_stopsAtThePersons() {
    List<TopicEdit> edits =
        List.of(
            new TopicEdit.Name(Map.of(3, "moon")),
            new TopicEdit.Rename(2, "moon"),
            new TopicEdit.Rename(4, "moon"));
    EditedTopics edited = EditedTopics.of(FOUND, edits);
    assertEquals("moon", edited.tree().topic(2).label());
    assertEquals("moon (2)", edited.tree().topic(4).label());
    assertEquals("moon (3)", edited.tree().topic(3).label());
    assertEquals("moon (4)", edited.tree().topic(5).label());
  }

  @Test
  void merge_movesDataAndSubtopics() {
    EditedTopics edited = EditedTopics.of(FOUND, List.of(new TopicEdit.Merge(2, 1)));
    assertEquals(100, edited.tree().topic(1).count());
    assertEquals(1, edited.tree().topic(5).parent());
    assertArrayEquals(new int[] {3, 4, 1, 0, 5, 1, 5}, edited.shown(ROWS));
  }

  @Test
  void hide_endsItsDataAtTheParent() {
    EditedTopics edited = EditedTopics.of(FOUND, List.of(new TopicEdit.Hide(3)));
    assertArrayEquals(new int[] {1, 4, 1, 0, 5, 2, 5}, edited.shown(ROWS));
    EditedTopics whole = EditedTopics.of(FOUND, List.of(new TopicEdit.Hide(2)));
    assertArrayEquals(new int[] {3, 4, 1, 0, 0, 0, 0}, whole.shown(ROWS));
    assertEquals(3, whole.tree().topics().size());
  }

  @Test
  void editsOfTopicsThatAreNotThere_wait() {
    List<TopicEdit> edits =
        List.of(
            new TopicEdit.Rename(9, "gone"),
            new TopicEdit.Merge(3, 5),
            new TopicEdit.Hide(4),
            new TopicEdit.Rename(4, "hidden"));
    EditedTopics edited = EditedTopics.of(FOUND, edits);
    assertEquals(List.of(edits.get(0), edits.get(1), edits.get(3)), edited.waiting());
  }

  /// Whatever is edited, the tree is one, and every row is shown in a topic of it or in none.
  @Test
  void randomEdits_leaveATreeAndNobodyOutsideIt() {
    long seed = Long.getLong("portolan.seed", 7);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<TopicEdit> edits = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        int topic = 1 + random.nextInt(6);
        edits.add(
            switch (random.nextInt(4)) {
              case 0 -> new TopicEdit.Rename(topic, "name " + random.nextInt(4));
              case 3 ->
                  new TopicEdit.Name(Map.of(topic, "name " + random.nextInt(4), topic + 1, "moon"));
              case 1 -> new TopicEdit.Merge(topic, 1 + random.nextInt(6));
              default -> new TopicEdit.Hide(topic);
            });
      }
      EditedTopics edited = EditedTopics.of(FOUND, edits);
      for (int shown : edited.shown(ROWS)) {
        if (shown != 0) {
          edited.tree().topic(shown);
        }
      }
      TopicEditLog log = new TopicEditLog(List.of());
      for (TopicEdit edit : edits) {
        log = log.with(edit, Instant.EPOCH);
      }
      assertEquals(log, TopicEditLog.parse(log.toJson()), "seed " + seed);
    }
  }

  @Test
  void log_asJson_hasWhatAnEditNeedsAndNoMore() {
    TopicEditLog log =
        new TopicEditLog(List.of())
            .with(new TopicEdit.Name(Map.of(12, "Delivery", 3, "Refunds")), Instant.EPOCH)
            .with(new TopicEdit.Hide(4), Instant.EPOCH);
    assertEquals(
        "[{\"edit\":\"name\",\"labels\":{\"3\":\"Refunds\",\"12\":\"Delivery\"},\"made\":\"1970-01-01T00:00:00Z\"},"
            + "{\"edit\":\"hide\",\"topic\":4,\"made\":\"1970-01-01T00:00:00Z\"}]",
        log.toJson());
  }

  /// As logs were written before there were names.
  @Test
  void log_withNulls_isRead() {
    TopicEditLog log =
        TopicEditLog.parse(
            "[{\"edit\":\"rename\",\"topic\":3,\"into\":null,\"label\":\"x\",\"made\":\"1970-01-01T00:00:00Z\"}]");
    assertEquals(new TopicEdit.Rename(3, "x"), log.entries().getFirst().edit());
  }

  @Test
  void log_unknownEdit_saysWhoWroteIt() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> TopicEditLog.parse("[{\"edit\":\"paint\",\"topic\":1}]"));
    assertEquals(
        "topic edit 'paint' is not known; there are rename, name, merge, hide; a later version"
            + " wrote it",
        error.getMessage());
  }
}
