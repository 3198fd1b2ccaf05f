package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopicPosteriorTest {
  private static final TopicTree TREE = TopicTreeTest.SPORT;

  @Test
  void someUnassigned_sharesAmongTheAssigned() {
    TopicPosterior posterior =
        TopicPosterior.of(new int[] {2, 3, 0, 4}, new float[] {.1f, .2f, .3f, .4f}, 1, TREE);
    assertArrayEquals(new int[] {1, 2}, posterior.topics());
    assertArrayEquals(new double[] {2 / 3., 1 / 3.}, posterior.probabilities());
    assertEquals(.25, posterior.unassigned());
  }

  @Test
  void equalShares_lowerIdFirst() {
    TopicPosterior posterior = TopicPosterior.of(new int[] {4, 3}, new float[2], 2, TREE);
    assertArrayEquals(new int[] {3, 4}, posterior.topics());
  }

  @Test
  void pathEndsAbove_countsAsUnassigned() {
    TopicPosterior posterior = TopicPosterior.of(new int[] {2, 1}, new float[2], 2, TREE);
    assertEquals(0, posterior.topics().length);
    assertEquals(1, posterior.unassigned());
  }

  @Test
  void noNeighbors_allUnassigned() {
    TopicPosterior posterior = TopicPosterior.of(new int[0], new float[0], 1, TREE);
    assertEquals(0, posterior.probabilities().length);
    assertEquals(1, posterior.unassigned());
  }

  @Test
  void oneNeighbor_certain() {
    TopicPosterior posterior = TopicPosterior.of(new int[] {4}, new float[] {.5f}, 2, TREE);
    assertArrayEquals(new int[] {4}, posterior.topics());
    assertArrayEquals(new double[] {1}, posterior.probabilities());
  }

  @Test
  void byDistance_nearerCountsMore() {
    TopicPosterior posterior =
        TopicPosterior.of(
            new int[] {4, 3},
            new float[] {.1f, .3f},
            2,
            TREE,
            TopicPosterior.Weighting.BY_DISTANCE);
    assertArrayEquals(new int[] {4, 3}, posterior.topics());
    assertEquals(1 / (1 + Math.exp(-2)), posterior.probabilities()[0], 1e-6);
  }

  @Test
  void anyVotes_sumToOneInDescendingOrder() {
    Random random = new Random(Blobs.SEED);
    for (int round = 0; round < 200; round++) {
      int[] topics = random.ints(1 + random.nextInt(40), 0, 5).toArray();
      float[] distances = new float[topics.length];
      for (int i = 0; i < distances.length; i++) {
        distances[i] = random.nextFloat();
      }
      Arrays.sort(distances);
      for (TopicPosterior.Weighting weighting : TopicPosterior.Weighting.values()) {
        checkSum(TopicPosterior.of(topics, distances, 1 + random.nextInt(2), TREE, weighting));
      }
    }
  }

  private static void checkSum(TopicPosterior posterior) {
    double sum = Arrays.stream(posterior.probabilities()).sum();
    assertEquals(posterior.topics().length == 0 ? 0 : 1, sum, 1e-12);
    for (int i = 1; i < posterior.topics().length; i++) {
      assertTrue(posterior.probabilities()[i - 1] >= posterior.probabilities()[i]);
    }
  }

  @Test
  void depthBeyondTheTree_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> TopicPosterior.of(new int[] {1}, new float[1], 3, TREE));
  }

  @Test
  void distancesMissing_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> TopicPosterior.of(new int[] {1}, new float[0], 1, TREE));
  }
}
