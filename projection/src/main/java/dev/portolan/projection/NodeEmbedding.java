package dev.portolan.projection;

/// A neighbour graph laid out in a few dimensions, for clustering rather than for looking at.
///
/// The optimiser of a map with more room (4 to 5 dimensions), fewer epochs, and nothing between
/// positions that belong together (`minDist` 0). The start is read off the graph, so no vectors are
/// needed.
public final class NodeEmbedding {
  private static final int NEGATIVES = 5;

  private NodeEmbedding() {}

  /// `[n][dimensions]`, row-major, finite. The same graph and seed give the same bits for any
  /// number of threads.
  ///
  /// @param dimensions 2 to 8
  /// @param epochs passes over the graph, at least 1; about 50
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  public static float[] of(
      NeighborGraph graph, int dimensions, int epochs, long seed, int threads, Progress progress) {
    if (dimensions < 2 || dimensions > 8) {
      throw new IllegalArgumentException(
          "a node embedding of " + dimensions + " dimensions; give 2 to 8");
    }
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "a node embedding of " + epochs + " epochs; give 1 or more");
    }
    FuzzyGraph fuzzy = FuzzyGraph.of(graph, graph.k() + 1, threads);
    float[] start = GraphStart.of(fuzzy, dimensions, seed, threads, new Portion(progress, 0, .2));
    BlockCommit.Options options =
        new BlockCommit.Options(dimensions, epochs, NEGATIVES, Curve.fit(1, 0), seed, threads);
    return BlockCommit.optimize(fuzzy, start, options, new Portion(progress, .2, 1));
  }
}
