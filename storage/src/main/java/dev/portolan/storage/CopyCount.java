package dev.portolan.storage;

import java.util.concurrent.CancellationException;

/// How many bytes and files of a copy are done.
final class CopyCount {
  private final long total;
  private final BackupProgress progress;
  private long bytes;
  private int files;

  CopyCount(long total, BackupProgress progress) {
    this.total = total;
    this.progress = progress;
  }

  static CopyCount unwatched() {
    return new CopyCount(0, BackupProgress.none());
  }

  /// @throws CancellationException when whoever watches wants the copy to end
  void addBytes(long more) {
    bytes += more;
    progress.copied(bytes, total);
    if (progress.cancelled()) {
      throw new CancellationException("the copy was cancelled");
    }
  }

  void addFile() {
    files++;
  }

  long bytes() {
    return bytes;
  }

  int files() {
    return files;
  }
}
