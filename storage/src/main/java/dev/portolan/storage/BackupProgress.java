package dev.portolan.storage;

/// Watches a backup, a restore or a copy, and may stop it.
///
/// Called by the thread that copies, after every MiB or less. Cancel is a flag that is looked at as
/// often; it is never an interrupt.
public interface BackupProgress {
  /// @param bytes copied so far, of `total`
  void copied(long bytes, long total);

  default boolean cancelled() {
    return false;
  }

  static BackupProgress none() {
    return (bytes, total) -> {};
  }
}
