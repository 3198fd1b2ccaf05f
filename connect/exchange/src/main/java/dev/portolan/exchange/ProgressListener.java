package dev.portolan.exchange;

/// Where a first pass reports to, and learns that it should stop.
///
/// Called every few KiB, by the reading thread. Cancel is a flag, never an interrupt.
public interface ProgressListener {
  /// @param done bytes of the files read so far, as they lie on disk
  /// @param total bytes of all files to read
  void advance(long done, long total);

  default boolean cancelled() {
    return false;
  }

  static ProgressListener none() {
    return (done, total) -> {};
  }
}
