package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class UniqueLabelsTest {
  private final UniqueLabels labels = new UniqueLabels();

  @Test
  void free_firstThreeWords() {
    assertEquals("god, jesus, bible", labels.next(List.of("god", "jesus", "bible", "faith")));
  }

  @Test
  void takenInAnotherOrder_lastWordGivesWay() {
    labels.next(List.of("god", "jesus", "bible"));
    assertEquals("jesus, god, faith", labels.next(List.of("jesus", "god", "bible", "faith")));
  }

  @Test
  void nothingLeft_numbered() {
    labels.next(List.of("red"));
    assertEquals("red (2)", labels.next(List.of("red")));
    assertEquals("Red (3)", labels.next(List.of("Red")));
  }

  @Test
  void noWords_numberOfTheTopic() {
    labels.next(List.of("red"));
    assertEquals("Topic 2", labels.next(List.of()));
  }
}
