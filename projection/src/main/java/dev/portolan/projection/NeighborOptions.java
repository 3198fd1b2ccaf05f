package dev.portolan.projection;

/// How a neighbour graph is built.
///
/// @param k neighbours per row, at least 1; a set of `n ≤ k` rows gets `n − 1`
/// @param seed of the random starts and of the audit's sample; the same seed gives the same graph
/// @param threads computing threads, at least 1; any number gives the same graph
public record NeighborOptions(int k, long seed, int threads) {
  public NeighborOptions {
    if (k < 1) {
      throw new IllegalArgumentException(
          "k is " + k + "; a neighbour graph takes at least 1 neighbour per row");
    }
    Crew.requireThreads(threads);
  }
}
