package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether a disk has room, asked before something large is written, and told when it had not.
public final class DiskSpace {
  /// What operating systems say when nothing more can be written.
  private static final List<String> FULL =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "not enough space on the disk",
          "File too large");

  private DiskSpace() {}

  /// @param bytes how much is about to be written below `path`
  /// @param what who writes it, as the message shall call it
  /// @throws StorageException.NoSpace when there is less
  public static void require(Path path, long bytes, String what) {
    long free = free(path);
    if (free < bytes) {
      throw new StorageException.NoSpace(
          "%s needs about %,d MB free at %s, there are %,d MB; free some space, nothing was changed"
              .formatted(what, megabytes(bytes), path, megabytes(free)));
    }
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }

  private static long free(Path path) {
    Path existing = path.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      // Where the system cannot say, writing will.
      return Long.MAX_VALUE;
    }
  }

  /// Whether this failure, or what caused it, is a disk without room.
  static boolean isFull(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && FULL.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }
}
