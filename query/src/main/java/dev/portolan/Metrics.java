package dev.portolan;

import dev.portolan.storage.Latency;

/// What a dataset did since it was opened, for a program to read.
///
/// The same moments are events of Java Flight Recorder: `dev.portolan.Search`,
/// `dev.portolan.Commit`, `dev.portolan.Build`. Safe for many threads.
public interface Metrics {
  /// Searches that were answered, of every kind.
  Latency.Reading searches();

  /// Commits of data by this process.
  Latency.Reading commits();

  /// Builds of maps that were finished.
  Latency.Reading builds();

  /// Searches that failed: wrong questions, time-outs, cancelled ones.
  long failedSearches();

  /// Live data.
  int data();

  /// Segments that the data lie in; a search asks each.
  int segments();

  /// Snapshots for which the places of data had been worked out already, and all there were.
  CacheUse cache();

  /// @param hits how often what an earlier snapshot worked out was used
  /// @param snapshots how many there were
  record CacheUse(long hits, long snapshots) {}
}
