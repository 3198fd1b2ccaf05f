package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TopicBuildTest {

  @Test
  void noData_noTopics() {
    Topics topics = Blobs.of(0, 5, 1, 1).find(Coverage.FULL, 2);
    assertEquals(TopicTree.empty(), topics.tree());
    assertEquals(0, topics.topicOfRow().length);
  }

  @Test
  void oneDatum_unassigned() {
    Topics topics = Blobs.of(1, 5, 1, 1).find(Coverage.FULL, 2);
    assertEquals(0, topics.tree().depths());
    assertArrayEquals(new int[1], topics.topicOfRow());
  }

  @Test
  void identicalPoints_noTopics() {
    Topics topics = new Blobs(new float[5 * 500], 5, new int[500]).find(Coverage.PARTIAL, 2);
    assertEquals(0, topics.tree().depths());
  }

  @Test
  void twoSmallGroups_twoTopicsAtOneDepth() {
    float[] coordinates = new float[2 * 24];
    for (int i = 0; i < coordinates.length; i += 2) {
      coordinates[i] = (i / 2) % 2 * 100 + (i % 7) * .1f;
      coordinates[i + 1] = (i % 11) * .1f;
    }
    int[] groups = new int[24];
    Arrays.setAll(groups, i -> i % 2);
    Topics topics = new Blobs(coordinates, 2, groups).find(Coverage.PARTIAL, 1);
    assertEquals(1, topics.tree().depths());
    assertEquals(2, topics.tree().topics().size());
    for (int i = 2; i < 24; i++) {
      assertEquals(topics.topicOfRow()[i - 2], topics.topicOfRow()[i]);
    }
  }

  @Test
  void oneDenseBlob_doesNotFail() {
    Blobs blob = Blobs.of(2000, 5, 1, 9);
    Topics topics = blob.find(Coverage.FULL, 2);
    assertTrue(topics.tree().depths() <= 3);
  }

  @Test
  void separateGroups_eachIsOneTopicNamedByItsWords() {
    Blobs blobs = Blobs.of(1200, 4, 8, 3);
    Topics topics = blobs.find(Coverage.PARTIAL, 2);
    for (Topic topic : topics.tree().atDepth(1)) {
      int[] votes = new int[8];
      for (int row = 0; row < blobs.size(); row++) {
        if (blobs.groups()[row] >= 0
            && topics.tree().onPath(topics.topicOfRow()[row], 1) == topic.id()) {
          votes[blobs.groups()[row]]++;
        }
      }
      int group =
          Arrays.stream(votes).boxed().toList().indexOf(Arrays.stream(votes).max().getAsInt());
      assertTrue(topic.label().contains("group" + (char) ('a' + group)), topic.toString());
    }
  }

  @Test
  void categories_nameTopics() {
    Blobs blobs = Blobs.of(600, 3, 6, 4);
    Topics topics =
        TopicBuild.find(blobs.input(blobs.categories()), TopicOptions.defaults(), Progress.none());
    assertTrue(topics.tree().depths() > 0);
    assertTrue(topics.tree().topics().stream().allMatch(t -> t.label().startsWith("kind ")));
  }

  @Test
  void noLabelSource_numbers() {
    Topics topics =
        TopicBuild.find(
            Blobs.of(600, 3, 6, 4).input(new LabelSource.Numbers()),
            TopicOptions.defaults(),
            Progress.none());
    assertEquals("Topic 1", topics.tree().topic(1).label());
  }

  @Test
  void emptyTexts_numbers() {
    Topics topics =
        TopicBuild.find(
            Blobs.of(600, 3, 6, 4).input(new LabelSource.Text((_, _, _) -> {})),
            TopicOptions.defaults(),
            Progress.none());
    assertEquals("Topic 1", topics.tree().topic(1).label());
    assertEquals("", topics.tree().topic(1).description());
  }

  @Test
  void cancelled_stops() {
    Progress cancelled =
        new Progress() {
          @Override
          public void advance(long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    TopicInput input = Blobs.of(600, 3, 6, 4).input(new LabelSource.Numbers());
    assertThrows(
        CancellationException.class,
        () -> TopicBuild.find(input, TopicOptions.defaults(), cancelled));
  }

  @Test
  void tooFewNeighbors_saysWhatIsWanted() {
    Blobs blobs = Blobs.of(600, 3, 6, 4);
    TopicInput input =
        new TopicInput(
            blobs.coordinates(),
            3,
            blobs.input(new LabelSource.Numbers()).pointOf(),
            (_, _) -> new int[blobs.size()],
            blobs,
            new LabelSource.Numbers());
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> TopicBuild.find(input, TopicOptions.defaults(), Progress.none()));
    assertTrue(error.getMessage().contains("give 32 each"), error.getMessage());
  }
}
