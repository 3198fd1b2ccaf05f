package dev.portolan.index;

/// Watches a build, and may stop it.
///
/// Called by the building threads, at least every 100 ms while there is something to tell. Cancel
/// is a flag that the build looks at as often; it is never an interrupt.
public interface BuildMonitor {
  /// @param done steps of `stage` that are done, of `total`; `total` is 0 where it is not known
  void progress(BuildStage stage, long done, long total);

  default boolean cancelled() {
    return false;
  }

  static BuildMonitor none() {
    return (stage, done, total) -> {};
  }
}
