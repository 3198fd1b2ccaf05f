package dev.portolan.index.topics;

import dev.portolan.projection.Progress;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the topics of a build: one tree of density, cut into nested layers, every datum voted into
/// it, every topic named.
///
/// The same input gives the same topics, bit for bit, for any number of threads.
public final class TopicBuild {
  private static final int MIN_SAMPLES = 5;
  private static final int LEAST_SIZE = 10;

  private TopicBuild() {}

  /// Finds topics; none when the data never parts into two groups of five.
  ///
  /// `O(m log² m)` in practice and one pass over the label texts: about 2 s of CPU for 20,000
  /// posts.
  ///
  /// @throws java.util.concurrent.CancellationException when cancelled
  public static Topics find(TopicInput input, TopicOptions options, Progress progress) {
    Slices slices = new Slices(options.threads(), progress);
    CondensedTree tree = grow(input, slices.share(0, .4));
    int leastSize = Math.clamp(input.points() / 200, MIN_SAMPLES, LEAST_SIZE);
    int[] minSizes = sizes(tree, leastSize, options);
    if (minSizes.length == 0) {
      return Topics.none(input.pointOf().length);
    }
    ClusterLayers clusters = ClusterLayers.cut(tree, minSizes);
    int[][] clusterOfPoint =
        assign(clusters, input, options, leastSize, slices.share(.4, .6).progress());
    TopicNumbers numbers = TopicNumbers.of(clusterOfPoint, input.pointOf(), clusters);
    List<List<TopicLabels.Name>> names =
        TopicLabels.of(
            numbers.rows(), numbers.parents(), input.labels(), input.latent(), slices.share(.6, 1));
    return numbers.topics(names, cuts(clusters, minSizes));
  }

  private static List<TopicCut> cuts(ClusterLayers clusters, int[] minSizes) {
    return IntStream.range(0, minSizes.length)
        .mapToObj(layer -> new TopicCut(minSizes[layer], clusters.parents()[layer].length))
        .toList();
  }

  private static int[] sizes(CondensedTree tree, int leastSize, TopicOptions options) {
    int[] goingOn =
        options.sameSpace()
            ? Layers.like(tree, leastSize, options.before())
            : Layers.near(tree, leastSize, options.before());
    return goingOn.length > 0 ? goingOn : Layers.choose(tree, leastSize, options.depths());
  }

  private static CondensedTree grow(TopicInput input, Slices slices) {
    PointTree points = new PointTree(input.coordinates(), input.dimensions());
    MinimumSpanningTree tree = MinimumSpanningTree.of(points, MIN_SAMPLES, slices);
    return CondensedTree.of(Dendrogram.of(tree, input.points()));
  }

  private static int[][] assign(
      ClusterLayers clusters,
      TopicInput input,
      TopicOptions options,
      int leastSize,
      Progress progress) {
    int[] neighbors = input.neighbors().nearest(Votes.NEIGHBORS, progress);
    Votes votes = new Votes(clusters, input.points(), neighbors);
    clusters.findParents(votes);
    votes.settle();
    return switch (options.coverage()) {
      case PARTIAL -> Assignment.partial(clusters, votes, leastSize);
      case FULL ->
          Assignment.full(
              clusters,
              votes,
              NearestClustered.among(input.coordinates(), input.dimensions(), clusters));
    };
  }
}
