package dev.portolan.index.topics;

import java.util.List;

/// How topics are found. Nothing in it is random, so there is no seed.
///
/// @param depths levels of the hierarchy, at most; fewer where the data has fewer
/// @param coverage how far topics reach
/// @param before the cuts of the build before; none for the cuts of highest persistence
/// @param sameSpace whether points lie where they lay then: about as many clusters are taken again
///   where there are. Otherwise of cuts with somewhat more or fewer those of highest persistence
/// @param threads threads to use; the result does not depend on it
public record TopicOptions(
    int depths, Coverage coverage, List<TopicCut> before, boolean sameSpace, int threads) {
  public TopicOptions {
    if (depths < 1) {
      throw new IllegalArgumentException(
          "topic depths is %d; a hierarchy has at least 1 level".formatted(depths));
    }
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads is %d; a topic build needs at least 1".formatted(threads));
    }
  }

  /// Three levels, unclear data left unassigned, all processors.
  public static TopicOptions defaults() {
    return new TopicOptions(
        3, Coverage.PARTIAL, List.of(), true, Runtime.getRuntime().availableProcessors());
  }
}
