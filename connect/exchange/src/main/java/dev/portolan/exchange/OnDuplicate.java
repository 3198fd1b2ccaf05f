package dev.portolan.exchange;

/// What to do when one file brings an id twice.
public enum OnDuplicate {
  /// Refuse the file and name both lines.
  ERROR,
  /// Take the last row of an id, drop the earlier ones and count them in the report.
  LAST
}
