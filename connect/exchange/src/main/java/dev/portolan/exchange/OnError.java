package dev.portolan.exchange;

/// What to do with a row that something is wrong with.
///
/// Only a row that can be told from the next: what is wrong with a file as a whole is an error
/// always.
public enum OnError {
  /// Refuse the file and name the first such row.
  STRICT,
  /// Leave such rows out; the report counts them and shows the first.
  SKIP,
  /// Leave such rows out and write them into a file beside the input, with the reason.
  QUARANTINE
}
