package dev.portolan.index.duplicates;

/// The near pairs of unique vectors that a search found, and how far they are complete.
interface NearPairs {
  /// The lower unique vector of each pair first, in no particular order.
  EdgeCollector.Buffer pairs();

  /// All pairs of `unique` within this distance were found; call [#pairs] before.
  double radius(int unique);
}
