package dev.portolan.index;

import dev.portolan.index.topics.TopicBuild;
import dev.portolan.index.topics.TopicCores;
import dev.portolan.index.topics.TopicCut;
import dev.portolan.index.topics.TopicInput;
import dev.portolan.index.topics.TopicLayout;
import dev.portolan.index.topics.TopicOptions;
import dev.portolan.index.topics.TopicSpace;
import dev.portolan.index.topics.TopicSuccession;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.index.topics.Topics;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.NodeEmbedding;
import dev.portolan.projection.Portion;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.WideNeighbors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Topics of a build: the space they are clustered in, the topics, the ids they go on under, and
/// where on the map each is most itself.
///
/// @param options of the build
/// @param vectors of the data
/// @param ordinals of the data, a row each
/// @param graph over the distinct vectors
/// @param before the topics of the generation before
record TopicStage(
    MapOptions options,
    DistinctVectors vectors,
    int[] ordinals,
    NeighborGraph graph,
    TopicsBefore before) {
  private static final int DIMENSIONS = 5;
  private static final int EPOCHS = 50;
  private static final double NAMED = .9;

  /// @param layout what the next build goes on from; empty over the map itself
  record Found(TopicSuccession succession, Optional<TopicLayout> layout) {
    Topics topics() {
      return succession.topics();
    }
  }

  static Found none(int n) {
    return new Found(new TopicSuccession(Topics.none(n), List.of(), 1), Optional.empty());
  }

  /// @param nextId the least topic id the map never gave
  Found find(Positions positions, LabelTexts labels, int nextId, StageClock clock) {
    int[] pointOf = vectors.copies().uniqueIndices();
    Progress placing = clock.begin(BuildStage.TOPICS);
    Optional<TopicLayout.Places> kept =
        before.layout().flatMap(layout -> layout.over(graph, pointOf, before.rowBefore()));
    boolean onMap = options.topicSpace() == TopicSpace.MAP;
    TopicLayout.Places space = onMap ? onMap(positions) : kept.orElseGet(() -> laidOut(placing));
    int dimensions = onMap ? 2 : DIMENSIONS;
    List<TopicCut> cuts =
        before.layout().isPresent() && before.alike() ? before.layout().get().cuts() : List.of();

    Progress progress = clock.begin(BuildStage.LABELS);
    TopicInput input =
        new TopicInput(
            space.coordinates(),
            dimensions,
            pointOf,
            this::voters,
            vectors.latent(),
            labels.source());
    TopicOptions wanted =
        new TopicOptions(
            options.topicDepths(),
            options.topicCoverage(),
            cuts,
            kept.isPresent(),
            options.threads());
    Topics found = TopicBuild.find(input, wanted, new Portion(progress, 0, NAMED));
    TopicTree cored =
        TopicCores.of(
            found.tree(),
            found.topicOfRow(),
            ordinals,
            perDatum(positions.x(), pointOf),
            perDatum(positions.y(), pointOf),
            vectors.latent(),
            options.threads(),
            new Portion(progress, NAMED, 1));
    Topics topics = new Topics(cored, found.topicOfRow(), found.cuts());
    return new Found(
        TopicSuccession.of(topics, before.tree(), before.topicBefore(), nextId),
        onMap
            ? Optional.empty()
            : Optional.of(TopicLayout.of(dimensions, space, pointOf, found.cuts())));
  }

  private TopicLayout.Places laidOut(Progress progress) {
    return new TopicLayout.Places(
        NodeEmbedding.of(graph, DIMENSIONS, EPOCHS, options.seed(), options.threads(), progress),
        0);
  }

  private static TopicLayout.Places onMap(Positions positions) {
    float[] places = new float[2 * positions.x().length];
    for (int i = 0; i < positions.x().length; i++) {
      places[2 * i] = positions.x()[i];
      places[2 * i + 1] = positions.y()[i];
    }
    return new TopicLayout.Places(places, 0);
  }

  private static float[] perDatum(float[] perPoint, int[] pointOf) {
    float[] values = new float[pointOf.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = perPoint[pointOf[row]];
    }
    return values;
  }

  /// `[points][k]`, −1 where there are fewer.
  private int[] voters(int k, Progress progress) {
    int[] all = IntStream.range(0, graph.n()).toArray();
    WideNeighbors wide =
        WideNeighbors.of(vectors.unique(), graph, all, k, options.threads(), progress);
    if (wide.k() == k) {
      return wide.rows();
    }
    int[] padded = new int[all.length * k];
    Arrays.fill(padded, -1);
    for (int i = 0; i < all.length; i++) {
      System.arraycopy(wide.rows(), i * wide.k(), padded, i * k, wide.k());
    }
    return padded;
  }
}
