package dev.portolan.index.duplicates;

import org.apache.commons.statistics.distribution.BetaDistribution;

/// How many true duplicate pairs a sample has, by brute force, and how many of them were seen.
///
/// A pair is seen when both data lie in one component, where all that decides was compared. Exact
/// copies are found by identity and not counted.
///
/// @param sampled data compared with all others
/// @param pairs pairs within the cutoff that have a sampled end
/// @param missed those of them that were not seen
public record DuplicateAudit(int sampled, long pairs, long missed) {
  private static final double RISK = 0.05;

  public long found() {
    return pairs - missed;
  }

  /// Share of true pairs seen; 1 when there are none.
  public double recall() {
    return pairs == 0 ? 1 : (double) found() / pairs;
  }

  /// With 95 % confidence the recall over all data is at least this; 0 when there are no pairs.
  ///
  /// The one-sided bound of Clopper & Pearson (1934), as if pairs were independent: 2,995 pairs
  /// without a miss certify .999.
  public double lowerBound() {
    return found() == 0
        ? 0
        : BetaDistribution.of((double) found(), missed + 1.0).inverseCumulativeProbability(RISK);
  }
}
