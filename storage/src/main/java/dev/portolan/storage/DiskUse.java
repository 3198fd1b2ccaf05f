package dev.portolan.storage;

import java.nio.file.Path;

/// How much of the disk a directory takes.
public final class DiskUse {
  private DiskUse() {}

  /// Bytes of all files below a directory.
  public static long of(Path directory) {
    return Directories.bytes(directory);
  }
}
