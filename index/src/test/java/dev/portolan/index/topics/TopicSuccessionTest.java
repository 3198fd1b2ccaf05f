package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicSuccessionTest {
  private static final TopicTree BEFORE =
      new TopicTree(
          List.of(
              new Topic(4, 1, -1, "sport", "", 8),
              new Topic(7, 1, -1, "space", "", 4),
              new Topic(9, 2, 4, "hockey", "", 4)));
  private static final int[] THEN = {9, 9, 9, 9, 4, 4, 4, 4, 7, 7, 7, 7};

  @Test
  void sameData_keepAllIds() {
    Topics found = topics(new int[] {3, 3, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2}, parented(-1, -1, 1));
    TopicSuccession kept = TopicSuccession.of(found, BEFORE, THEN, 10);
    assertArrayEquals(THEN, kept.topics().topicOfRow());
    assertEquals(4, kept.topics().tree().topic(9).parent());
    assertEquals(List.of(), kept.retired());
    assertEquals(10, kept.nextId());
  }

  @Test
  void firstBuildOfAMap_countsFromTheLedger() {
    Topics found = topics(new int[] {1, 2, 1}, parented(-1, -1));
    TopicSuccession first =
        TopicSuccession.of(found, TopicTree.empty(), new int[] {-1, -1, -1}, 30);
    assertArrayEquals(new int[] {30, 31, 30}, first.topics().topicOfRow());
    assertEquals(32, first.nextId());
  }

  @Test
  void splitTopic_theLargerPartGoesOn() {
    // Sport falls into two: five of its data, and the other three.
    Topics found = topics(new int[] {1, 1, 1, 1, 1, 3, 3, 3, 2, 2, 2, 2}, parented(-1, -1, -1));
    TopicSuccession kept = TopicSuccession.of(found, BEFORE, THEN, 10);
    assertArrayEquals(
        new int[] {4, 4, 4, 4, 4, 10, 10, 10, 7, 7, 7, 7}, kept.topics().topicOfRow());
    RetiredTopic hockey = kept.retired().getFirst();
    assertEquals(new RetiredTopic(9, 2, "hockey", List.of()), hockey);
  }

  @Test
  void dissolvedTopic_namesItsSuccessors() {
    // Of space one datum is in sport, three are new data's neighbours: a third of neither is
    // shared.
    int[] then = {4, 4, 4, 4, 4, 4, 4, 4, 7, 7, 7, 7};
    int[] now = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0};
    TopicTree before =
        new TopicTree(
            List.of(new Topic(4, 1, -1, "sport", "", 8), new Topic(7, 1, -1, "space", "", 4)));
    TopicSuccession kept = TopicSuccession.of(topics(now, parented(-1)), before, then, 8);
    assertEquals(List.of(new RetiredTopic(7, 1, "space", List.of(4))), kept.retired());
  }

  @Test
  void goneData_areNotCounted() {
    int[] then = {9, 9, -1, -1, 4, 4, -1, -1, 7, 7, -1, -1};
    Topics found = topics(new int[] {3, 3, 2, 2, 1, 1, 2, 2, 2, 2, 1, 1}, parented(-1, -1, 1));
    TopicSuccession kept = TopicSuccession.of(found, BEFORE, then, 10);
    assertEquals(9, kept.topics().topicOfRow()[0]);
    assertEquals(4, kept.topics().topicOfRow()[4]);
    assertEquals(7, kept.topics().topicOfRow()[8]);
  }

  /// Ids stay unique, new ones are new, and what is neither kept nor new is retired.
  @Test
  void randomTopics_everyIdIsKeptOrNewAndEveryOldOneKeptOrRetired() {
    Random random = new Random(Blobs.SEED);
    for (int round = 0; round < 200; round++) {
      Topics before = random(random, 40);
      Topics found = random(random, 40);
      int[] then = before.topicOfRow().clone();
      Arrays.setAll(then, row -> random.nextInt(5) == 0 ? -1 : before.topicOfRow()[row]);
      TopicSuccession kept = TopicSuccession.of(found, before.tree(), then, 100);
      Set<Integer> old = new HashSet<>(before.tree().topics().stream().map(Topic::id).toList());
      Set<Integer> left = new HashSet<>(kept.retired().stream().map(RetiredTopic::id).toList());
      for (Topic topic : kept.topics().tree().topics()) {
        assertTrue(old.contains(topic.id()) ^ topic.id() >= 100, "seed " + Blobs.SEED);
        assertTrue(topic.id() < kept.nextId(), "seed " + Blobs.SEED);
        assertTrue(!left.contains(topic.id()), "seed " + Blobs.SEED);
        left.add(topic.id());
      }
      assertTrue(left.containsAll(old), "seed " + Blobs.SEED);
    }
  }

  private static Topics random(Random random, int n) {
    Topic[] tree = parented(-1, -1, -1, 1, 1, 2, 2, 3);
    int[] topicOfRow = new int[n];
    Arrays.setAll(topicOfRow, _ -> random.nextInt(tree.length + 1));
    return topics(topicOfRow, tree);
  }

  /// Topics 1, 2, … with these parents.
  private static Topic[] parented(int... parents) {
    Topic[] tree = new Topic[parents.length];
    Arrays.setAll(
        tree, i -> new Topic(i + 1, parents[i] < 0 ? 1 : 2, parents[i], "topic " + (i + 1), "", 1));
    return tree;
  }

  private static Topics topics(int[] topicOfRow, Topic[] tree) {
    return new Topics(new TopicTree(List.of(tree)), topicOfRow, List.of());
  }
}
