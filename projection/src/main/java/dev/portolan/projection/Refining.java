package dev.portolan.projection;

/// A map laid out by UMAP goes on from where it lies: every row is free, starts from the place it
/// has, and feels the forces of the graph for [#EPOCHS] epochs at a quarter of the learning rate,
/// while λ‖y − y₀‖² holds it where it began. What the graph still asks for stays; what it no longer
/// asks for gives way.
///
/// The same graph, places and seed give the same bits for any number of threads.
public final class Refining {
  private static final int EPOCHS = 40;
  private static final float RATE = .25f;
  private static final float ANCHOR = 1e-2f;

  private Refining() {}

  /// The places after it. About `n · 40 · 40` samples and `24·n` bytes beside the graph.
  ///
  /// @param places `[n][2]`, row-major, where the rows lie
  /// @param umap the settled parameters of the map
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  public static Positions of(
      NeighborGraph graph,
      float[] places,
      Projection.Umap umap,
      long seed,
      int threads,
      Progress progress) {
    FuzzyGraph fuzzy = FuzzyGraph.of(graph, umap.nNeighbors(), threads);
    BlockCommit.Options options =
        new BlockCommit.Options(
            2,
            EPOCHS,
            umap.negativeSamples(),
            Curve.fit(umap.spread(), umap.minDist()),
            seed,
            threads,
            RATE,
            ANCHOR);
    return Positions.of(
        BlockCommit.optimize(fuzzy, places, options, progress), umap, fuzzy.tails().length);
  }
}
