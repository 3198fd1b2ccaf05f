package dev.portolan.index.topics;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Finds the core of every topic of a tree.
///
/// Of a topic with more than 4,096 data that many are looked at, spread evenly over its rows.
public final class TopicCores {
  private static final int LOOKED_AT = 4096;

  private final int[] ordinals;
  private final DenseRegion regions;
  private final LatentVectors latent;

  private TopicCores(int[] ordinals, float[] x, float[] y, LatentVectors latent) {
    this.ordinals = ordinals;
    this.regions = new DenseRegion(x, y);
    this.latent = latent;
  }

  /// The same tree with cores; a topic without data has none.
  ///
  /// `O(n + topics·4,096·d)`; the same for any number of threads.
  ///
  /// @param topicOfRow `[n]`, the deepest topic of each datum, 0 for none
  /// @param ordinals `[n]`
  /// @param x `[n]`, positions on the map
  /// @param y `[n]`
  /// @param latent the `n` latent vectors
  /// @throws java.util.concurrent.CancellationException when cancelled
  public static TopicTree of(
      TopicTree tree,
      int[] topicOfRow,
      int[] ordinals,
      float[] x,
      float[] y,
      LatentVectors latent,
      int threads,
      Progress progress) {
    return some(tree, _ -> true, topicOfRow, ordinals, x, y, latent, threads, progress);
  }

  /// The same tree with other cores for some topics.
  ///
  /// The parameters are those of [#of].
  ///
  /// @param wanted which topics
  public static TopicTree some(
      TopicTree tree,
      Predicate<Topic> wanted,
      int[] topicOfRow,
      int[] ordinals,
      float[] x,
      float[] y,
      LatentVectors latent,
      int threads,
      Progress progress) {
    List<int[]> rows = TopicRows.of(tree, topicOfRow);
    TopicCores cores = new TopicCores(ordinals, x, y, latent);
    TopicCore[] found = new TopicCore[rows.size()];
    new Slices(threads, progress)
        .run(
            found.length,
            1,
            (place, _) -> {
              Topic topic = tree.topics().get(place);
              found[place] = wanted.test(topic) ? cores.of(spread(rows.get(place))) : topic.core();
            });
    return new TopicTree(
        IntStream.range(0, found.length)
            .mapToObj(place -> tree.topics().get(place).with(found[place]))
            .toList());
  }

  private static int[] spread(int[] rows) {
    int[] spread = new int[Math.min(rows.length, LOOKED_AT)];
    Arrays.setAll(spread, i -> rows[(int) ((long) i * rows.length / spread.length)]);
    return spread;
  }

  private TopicCore of(int[] rows) {
    if (rows.length == 0) {
      return null;
    }
    DenseRegion.Middle middle = regions.of(rows);
    List<Integer> exemplars = new ArrayList<>();
    for (int row : Exemplars.of(rows, latent)) {
      exemplars.add(ordinals[row]);
    }
    return new TopicCore(exemplars, middle.x(), middle.y(), middle.density());
  }
}
