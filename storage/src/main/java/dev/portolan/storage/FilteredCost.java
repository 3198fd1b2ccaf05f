package dev.portolan.storage;

/// What a search within some data costs, by the graph and by measuring each, and which is less.
///
/// Costs are in vectors measured one after another by a scan. A graph meets vectors in no order and
/// does work of its own for each, which weighs the more the shorter the vectors are; and of those
/// it meets only a share is accepted. The factors were fitted to measured times
/// (docs/design/filtered-search.md).
final class FilteredCost {
  /// Per candidate kept, an unfiltered walk costs as much as a scan of so many vectors: the longer
  /// they are, the less its own work weighs.
  private static final double WALK = 19;

  private static final double WALK_PER_DIMENSION = .0135;
  private static final double LEAST_WALK = 6;

  /// A walk costs so many times more where the data that are accepted lie away from the query.
  private static final double APART = 6;

  /// From this share on, the accepted data hang together wherever they lie.
  private static final double MOST = .4;

  private FilteredCost() {}

  /// How the data near a vector are found.
  sealed interface Way {
    /// Every accepted vector is measured.
    record Scan() implements Way {}

    /// The graph is walked.
    ///
    /// @param candidates how many are kept
    record Graph(int candidates) implements Way {}

    /// The graph, unless the accepted data lie away from the query: among its nearest of all data
    /// fewer than `leastShare` are accepted.
    record GraphUnlessApart(int candidates, double leastShare) implements Way {}
  }

  /// @param accepted data that may be found
  /// @param live data in the segment
  /// @param effort candidates a walk keeps
  static Way choose(int accepted, int live, int dimensions, int effort) {
    // Both costs times the share.
    double share = live == 0 ? 0 : (double) accepted / live;
    double scan = accepted * share;
    double graph = effort * Math.max(LEAST_WALK, WALK - WALK_PER_DIMENSION * dimensions);
    if (scan <= graph) {
      return new Way.Scan();
    }
    return scan <= APART * graph && share < MOST
        ? new Way.GraphUnlessApart(effort, share / 4)
        : new Way.Graph(effort);
  }
}
