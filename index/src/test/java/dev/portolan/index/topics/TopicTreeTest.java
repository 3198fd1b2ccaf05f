package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicTreeTest {
  static final TopicTree SPORT =
      new TopicTree(
          List.of(
              new Topic(1, 1, -1, "sport", "game/team", 70),
              new Topic(2, 1, -1, "space", "orbit/moon", 30),
              new Topic(3, 2, 1, "hockey", "ice/puck", 40),
              new Topic(4, 2, 1, "baseball", "bat/pitcher", 25)));

  @Test
  void hierarchy_listsSubtopicsAndLeavesOutLeaves() {
    assertEquals(
        Map.of(new TopicTree.Named("sport", 1), List.of("hockey", "baseball")), SPORT.hierarchy());
  }

  @Test
  void onPath_followsParentsAndEndsWithThePath() {
    assertEquals(1, SPORT.onPath(4, 1));
    assertEquals(4, SPORT.onPath(4, 2));
    assertEquals(0, SPORT.onPath(2, 2));
    assertEquals(0, SPORT.onPath(0, 1));
  }

  @Test
  void onPathOfAll_isThatOfEachId() {
    for (int depth = 1; depth <= SPORT.depths(); depth++) {
      int[] onPath = SPORT.onPath(depth);
      assertEquals(0, onPath[0]);
      for (Topic topic : SPORT.topics()) {
        assertEquals(SPORT.onPath(topic.id(), depth), onPath[topic.id()]);
      }
    }
    assertEquals(1, TopicTree.empty().onPath(1).length);
  }

  @Test
  void ancestors_coarsestFirst() {
    assertEquals(List.of(SPORT.topic(1)), SPORT.ancestors(3));
    assertEquals(List.of(), SPORT.ancestors(2));
  }

  @Test
  void depthBeyondTheTree_namesTheDepths() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> SPORT.atDepth(4));
    assertEquals("topic depth 4 is out of range: this map has depths 1 to 2", error.getMessage());
  }

  @Test
  void depthOfAnEmptyTree_saysThereAreNone() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> TopicTree.empty().atDepth(1));
    assertEquals("topic depth 1 is out of range: this map has no topics", error.getMessage());
  }

  @Test
  void parentAtTheWrongDepth_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TopicTree(List.of(new Topic(1, 2, -1, "lost", "", 1))));
  }

  @Test
  void labelTwice_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TopicTree(
                List.of(new Topic(1, 1, -1, "same", "", 1), new Topic(2, 1, -1, "same", "", 1))));
  }

  @Test
  void brokenJson_saysSo() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> TopicTree.fromJson("[{\"id\":"));
    assertEquals(true, error.getMessage().startsWith("a topic tree is no valid JSON"));
  }
}
