package dev.portolan.storage;

/// What a search within some data costs, by the graph and by measuring each, and which is less.
///
/// Costs are in vectors measured one after another by a scan; the factors were fitted to measured
/// times (docs/design/filtered-search.md).
final class FilteredCost {
  /// One vector met in a graph costs as much as so many in a scan.
  private static final double GRAPH_VECTOR = 4;

  /// A graph search meets this many accepted vectors per candidate it keeps, unfiltered.
  private static final double MET_PER_CANDIDATE = 10;

  private FilteredCost() {}

  /// How the data near a vector are found.
  sealed interface Way {
    /// Every accepted vector is measured.
    record Scan() implements Way {}

    /// The graph is walked.
    ///
    /// @param candidates how many are kept
    record Graph(int candidates) implements Way {}
  }

  /// @param accepted data that may be found
  /// @param live data in the segment
  static Way choose(int accepted, int live, int k, int effort) {
    double share = live == 0 ? 0 : (double) accepted / live;
    double graph = GRAPH_VECTOR * MET_PER_CANDIDATE * effort / Math.max(share, 1e-9);
    return accepted <= graph ? new Way.Scan() : new Way.Graph(effort);
  }
}
