package dev.portolan.index.topics;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Seeded data for tests: round groups of points, each with words of its own.
///
/// @param coordinates `[m][dimensions]`
/// @param groups `[m]`, the group each point was drawn from; −1 for background
record Blobs(float[] coordinates, int dimensions, int[] groups) implements LatentVectors {
  static final long SEED = Long.getLong("portolan.seed", 7);

  /// Points around `groups` far centres, every tenth anywhere between.
  static Blobs of(int m, int dimensions, int groups, long salt) {
    Random random = new Random(SEED * 31 + salt);
    float[] centres = new float[groups * dimensions];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = 20 * random.nextFloat();
    }
    float[] coordinates = new float[m * dimensions];
    int[] groupOf = new int[m];
    for (int i = 0; i < m; i++) {
      groupOf[i] = i % 10 == 9 ? -1 : random.nextInt(groups);
      for (int axis = 0; axis < dimensions; axis++) {
        coordinates[i * dimensions + axis] =
            groupOf[i] < 0
                ? 20 * random.nextFloat()
                : centres[groupOf[i] * dimensions + axis] + (float) random.nextGaussian();
      }
    }
    return new Blobs(coordinates, dimensions, groupOf);
  }

  @Override
  public int size() {
    return groups.length;
  }

  @Override
  public VectorMetric metric() {
    return VectorMetric.EUCLIDEAN;
  }

  @Override
  public void copy(int row, float[] target, int offset) {
    System.arraycopy(coordinates, row * dimensions, target, offset, dimensions);
  }

  /// Ten words per point: some only its group uses, some anybody does.
  TopicWords words() {
    return (row, word, gap) -> {
      Random random = new Random(SEED + row);
      for (int i = 0; i < 10; i++) {
        if (groups[row] >= 0 && random.nextBoolean()) {
          word.accept("group" + letter(groups[row]) + letter(random.nextInt(4)));
        } else {
          word.accept("any" + letter(random.nextInt(26)));
        }
        if (random.nextInt(3) == 0) {
          gap.run();
        }
      }
    };
  }

  private static char letter(int i) {
    return (char) ('a' + i % 26);
  }

  /// The nearest points by brute force.
  VoteNeighbors neighbors() {
    return (k, _) -> {
      int[] nearest = new int[size() * k];
      for (int point = 0; point < size(); point++) {
        nearest(point, nearest, point * k, k);
      }
      return nearest;
    };
  }

  private void nearest(int point, int[] target, int offset, int k) {
    double[] distances = new double[k];
    int found = 0;
    for (int other = 0; other < size(); other++) {
      double distance = squared(point, other);
      if (other == point || (found == k && distance >= distances[k - 1])) {
        continue;
      }
      int at = found < k ? found++ : k - 1;
      for (; at > 0 && distances[at - 1] > distance; at--) {
        distances[at] = distances[at - 1];
        target[offset + at] = target[offset + at - 1];
      }
      distances[at] = distance;
      target[offset + at] = other;
    }
    for (int at = found; at < k; at++) {
      target[offset + at] = -1;
    }
  }

  double squared(int a, int b) {
    double sum = 0;
    for (int axis = 0; axis < dimensions; axis++) {
      double difference =
          (double) coordinates[a * dimensions + axis] - coordinates[b * dimensions + axis];
      sum += difference * difference;
    }
    return sum;
  }

  /// Every point one datum.
  TopicInput input(LabelSource labels) {
    int[] pointOf = new int[size()];
    for (int i = 0; i < pointOf.length; i++) {
      pointOf[i] = i;
    }
    return new TopicInput(coordinates, dimensions, pointOf, neighbors(), this, labels);
  }

  Topics find(Coverage coverage, int threads) {
    return TopicBuild.find(
        input(new LabelSource.Text(words())),
        new TopicOptions(3, coverage, List.of(), true, threads),
        Progress.none());
  }

  /// Categories made of the group a point belongs to.
  LabelSource categories() {
    return new LabelSource.Categories(
        (int row, Consumer<String> sink) -> sink.accept("kind " + letter(groups[row] + 1)));
  }
}
