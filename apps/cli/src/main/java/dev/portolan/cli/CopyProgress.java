package dev.portolan.cli;

import dev.portolan.storage.BackupProgress;

/// Shows how a copy of files goes on, and ends it when the user wants it to end.
record CopyProgress(Progress progress, Cancellation cancellation) implements BackupProgress {
  private static final long MEGABYTE = 1_000_000;

  @Override
  public void copied(long bytes, long total) {
    progress.show("copying", "MB", bytes / MEGABYTE, total / MEGABYTE);
  }

  @Override
  public boolean cancelled() {
    return cancellation.requested();
  }
}
