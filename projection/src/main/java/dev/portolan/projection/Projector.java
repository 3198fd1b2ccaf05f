package dev.portolan.projection;

import java.util.stream.IntStream;

/// Turns latent vectors and their neighbour graph into positions on a map.
///
/// The same vectors, graph, parameters and seed give the same bits for any number of threads, with
/// or without the vector module.
public final class Projector {
  private static final double EXACT = 1e-11;

  private Projector() {}

  /// The positions of all rows under `projection`, settled for their number.
  ///
  /// UMAP: about `n · epochs · 40` samples, `16·n` bytes and the graph. t-SNE: about `n ·
  /// iterations · 5 · perplexity` attractions and a transform of the map's area per iteration,
  /// `40·n` bytes and `40·perplexity·n` of affinities; a graph that is too narrow for it is
  /// widened. Always finite. A [ProjectionMethod] costs what it says, and the threads it uses are
  /// its own affair.
  ///
  /// @param seed of init, order and negative samples
  /// @param threads computing threads, at least 1
  /// @throws IllegalArgumentException when the graph is of other rows or too narrow, or [#check]
  ///   refuses
  /// @throws IllegalStateException when a method of the class path gives what is no map, or lacks
  ///   its libraries
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  public static Positions project(
      LatentVectors vectors,
      NeighborGraph graph,
      Projection projection,
      long seed,
      int threads,
      Progress progress) {
    if (graph.n() != vectors.size()) {
      throw new IllegalArgumentException(
          "the neighbour graph has %d rows, the vectors %d; build the graph from these vectors"
              .formatted(graph.n(), vectors.size()));
    }
    Projection settled = projection.settle(graph.n());
    return switch (settled) {
      case Projection.Umap umap -> umap(vectors, graph, umap, seed, threads, progress);
      case Projection.Tsne tsne -> tsne(vectors, graph, tsne, seed, threads, progress);
      case Projection.Pca pca -> Positions.of(pca(vectors, seed, threads, progress), pca, 0);
      case Projection.Discovered found ->
          Positions.of(DiscoveredMap.of(vectors, found, seed, threads, progress), found, 0);
      case Projection.Auto auto ->
          throw new IllegalStateException("an automatic projection settles on another");
    };
  }

  /// Says before anything is computed whether `n` vectors can be projected so.
  ///
  /// @throws IllegalArgumentException when the method is not on the class path, or takes fewer
  public static void check(Projection projection, int n) {
    if (projection instanceof Projection.Discovered found) {
      DiscoveredMap.check(found, n);
    }
  }

  private static Positions umap(
      LatentVectors vectors,
      NeighborGraph graph,
      Projection.Umap umap,
      long seed,
      int threads,
      Progress progress) {
    int wanted = Math.min(umap.nNeighbors(), vectors.size()) - 1;
    if (graph.k() < wanted) {
      throw new IllegalArgumentException(
          "the neighbour graph has %d neighbours per row, nNeighbors %d takes %d; build it wider"
              .formatted(graph.k(), umap.nNeighbors(), wanted));
    }
    float[] start = start(vectors, umap.init(), seed, threads, new Portion(progress, 0, .1));
    FuzzyGraph fuzzy = FuzzyGraph.of(graph, umap.nNeighbors(), threads);
    BlockCommit.Options options =
        new BlockCommit.Options(
            2,
            umap.nEpochs(),
            umap.negativeSamples(),
            Curve.fit(umap.spread(), umap.minDist()),
            seed,
            threads);
    float[] positions = BlockCommit.optimize(fuzzy, start, options, new Portion(progress, .1, 1));
    return Positions.of(positions, umap, fuzzy.tails().length);
  }

  private static Positions tsne(
      LatentVectors vectors,
      NeighborGraph graph,
      Projection.Tsne tsne,
      long seed,
      int threads,
      Progress progress) {
    int k = tsne.neighbors(vectors.size());
    Portion widening = new Portion(progress, 0, .1);
    NeighborGraph wide = WideGraph.of(vectors, graph, k, threads, widening);
    Affinities affinities =
        Affinities.of(wide, Islands.sizes(graph), k, tsne.perplexity(), vectors.metric(), threads);
    Portion starting = new Portion(progress, .1, .15);
    float[] start = Starts.tiny(start(vectors, tsne.init(), seed, threads, starting));
    Portion descent = new Portion(progress, .15, 1);
    float[] positions = TsneDescent.optimize(affinities, start, tsne, threads, descent);
    return Positions.of(positions, tsne, affinities.tails().length);
  }

  private static float[] start(
      LatentVectors vectors, Projection.Init init, long seed, int threads, Progress progress) {
    return switch (init) {
      case PCA -> Starts.pca(vectors, 2, seed, threads, progress);
      case RANDOM -> Starts.random(vectors.size(), 2, seed);
    };
  }

  private static float[] pca(LatentVectors vectors, long seed, int threads, Progress progress) {
    int[] all = IntStream.range(0, vectors.size()).toArray();
    return PrincipalAxes.of(vectors, all, 2, EXACT, threads, seed, progress).project();
  }
}
