package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What holds for the topics of any data.
class TopicInvariantTest {
  private static final int CASES = 6;

  @Test
  void anyData_lawsHold() {
    for (int salt = 0; salt < CASES; salt++) {
      Random random = new Random(Blobs.SEED * 17 + salt);
      Blobs blobs =
          Blobs.of(200 + random.nextInt(1500), 2 + random.nextInt(4), 2 + random.nextInt(40), salt);
      for (Coverage coverage : Coverage.values()) {
        checkLaws(blobs.find(coverage, 2), blobs.size(), coverage);
      }
    }
  }

  @Test
  void anyThreads_sameTopics() {
    Blobs blobs = Blobs.of(1500, 4, 25, 300);
    Topics one = blobs.find(Coverage.PARTIAL, 1);
    for (int threads : new int[] {2, 4}) {
      Topics several = blobs.find(Coverage.PARTIAL, threads);
      assertEquals(one.tree(), several.tree());
      assertArrayEquals(one.topicOfRow(), several.topicOfRow());
    }
  }

  @Test
  void copies_shareTheTopicOfTheirPoint() {
    Blobs blobs = Blobs.of(800, 3, 12, 400);
    Random random = new Random(Blobs.SEED);
    int[] pointOf = new int[2000];
    for (int row = 0; row < pointOf.length; row++) {
      pointOf[row] = row < blobs.size() ? row : random.nextInt(blobs.size());
    }
    Blobs rows = copied(blobs, pointOf);
    TopicInput input =
        new TopicInput(
            blobs.coordinates(),
            3,
            pointOf,
            blobs.neighbors(),
            rows,
            new LabelSource.Text(rows.words()));
    Topics topics =
        TopicBuild.find(
            input, new TopicOptions(3, Coverage.PARTIAL, List.of(), true, 2), Progress.none());
    checkLaws(topics, pointOf.length, Coverage.PARTIAL);
    for (int row = 0; row < pointOf.length; row++) {
      assertEquals(topics.topicOfRow()[pointOf[row]], topics.topicOfRow()[row]);
    }
  }

  @Test
  void json_bringsTheTreeBack() {
    TopicTree tree = Blobs.of(900, 3, 15, 500).find(Coverage.PARTIAL, 2).tree();
    assertTrue(tree.depths() > 0);
    assertEquals(tree, TopicTree.fromJson(tree.toJson()));
  }

  private static Blobs copied(Blobs blobs, int[] pointOf) {
    float[] coordinates = new float[pointOf.length * blobs.dimensions()];
    for (int row = 0; row < pointOf.length; row++) {
      blobs.copy(pointOf[row], coordinates, row * blobs.dimensions());
    }
    return new Blobs(
        coordinates,
        blobs.dimensions(),
        Arrays.stream(pointOf).map(point -> blobs.groups()[point]).toArray());
  }

  private static void checkLaws(Topics topics, int n, Coverage coverage) {
    TopicTree tree = topics.tree();
    String seed = "seed " + Blobs.SEED + ", " + coverage;
    assertEquals(n, topics.topicOfRow().length, seed);
    assertTrue(tree.depths() <= 3, seed);
    checkNames(tree, seed);
    for (Topic topic : tree.topics()) {
      long members = 0;
      for (int deepest : topics.topicOfRow()) {
        members += tree.onPath(deepest, topic.depth()) == topic.id() ? 1 : 0;
      }
      assertEquals(members, topic.count(), seed);
      assertTrue(members > 0, seed);
    }
    for (int depth = 1; depth <= tree.depths(); depth++) {
      checkDepth(tree, depth, seed);
    }
    if (coverage == Coverage.FULL && tree.depths() > 0) {
      for (int deepest : topics.topicOfRow()) {
        assertEquals(tree.depths(), deepest == 0 ? 0 : tree.topic(deepest).depth(), seed);
      }
    }
  }

  private static void checkNames(TopicTree tree, String seed) {
    Set<String> labels = new HashSet<>();
    int expected = 1;
    for (Topic topic : tree.topics()) {
      assertEquals(expected++, topic.id(), seed);
      assertFalse(topic.label().isBlank(), seed);
      assertTrue(labels.add(topic.label().toLowerCase(Locale.ROOT)), seed);
    }
  }

  /// Largest first; children inside their parent, together no more than it.
  private static void checkDepth(TopicTree tree, int depth, String seed) {
    long before = Long.MAX_VALUE;
    for (Topic topic : tree.atDepth(depth)) {
      assertTrue(topic.count() <= before, seed);
      before = topic.count();
      assertEquals(depth - 1, tree.ancestors(topic.id()).size(), seed);
      long children =
          tree.topics().stream()
              .filter(child -> child.parent() == topic.id())
              .mapToLong(Topic::count)
              .sum();
      assertTrue(children <= topic.count(), seed);
    }
  }
}
