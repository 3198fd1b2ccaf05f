package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicCoresTest {
  private record Plane(VectorMetric metric, float... values) implements LatentVectors {
    @Override
    public int size() {
      return values.length / 2;
    }

    @Override
    public int dimensions() {
      return 2;
    }

    @Override
    public void copy(int row, float[] target, int offset) {
      System.arraycopy(values, 2 * row, target, offset, 2);
    }
  }

  @Test
  void exemplars_nearestToTheMeanWithoutCopies() {
    Plane plane = new Plane(VectorMetric.EUCLIDEAN, 0, 0, 4, 0, 2, .5f, 2, .5f, 3, 0, 2, -6);
    assertArrayEquals(new int[] {4, 2, 1}, Exemplars.of(new int[] {0, 1, 2, 3, 4, 5}, plane));
  }

  @Test
  void exemplars_cosineLooksAtAnglesAlone() {
    Plane plane = new Plane(VectorMetric.COSINE, 1, 0, 0, 1, 30, 31, .1f, .2f);
    assertEquals(2, Exemplars.of(new int[] {0, 1, 2, 3}, plane)[0]);
  }

  @Test
  void place_isADatumInTheDensestRegion() {
    int n = 400;
    float[] x = new float[n];
    float[] y = new float[n];
    float[] values = new float[2 * n];
    for (int i = 0; i < n; i++) {
      boolean crowd = i < 300;
      x[i] = crowd ? 10 + i % 17 * .01f : i - 300;
      y[i] = crowd ? 20 + i % 13 * .01f : i % 50;
      values[2 * i] = 1;
      values[2 * i + 1] = i;
    }
    int[] topicOfRow = new int[n];
    java.util.Arrays.fill(topicOfRow, 1);
    int[] ordinals = java.util.stream.IntStream.range(1000, 1000 + n).toArray();
    TopicTree tree =
        new TopicTree(
            List.of(new Topic(1, 1, -1, "all", "", n), new Topic(2, 1, -1, "none", "", 0)));
    TopicTree cored =
        TopicCores.of(
            tree,
            topicOfRow,
            ordinals,
            x,
            y,
            new Plane(VectorMetric.EUCLIDEAN, values),
            2,
            Progress.none());
    TopicCore core = cored.topic(1).core();
    assertEquals(10, core.x(), .2);
    assertEquals(20, core.y(), .2);
    assertTrue(core.density() > 100, "density " + core.density());
    assertEquals(3, core.exemplars().size());
    assertTrue(core.exemplars().stream().allMatch(ordinal -> ordinal >= 1000));
    assertNull(cored.topic(2).core());
    assertEquals(cored, TopicTree.fromJson(cored.toJson()));
  }
}
