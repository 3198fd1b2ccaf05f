package dev.portolan.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

/// The bytes read of several files, handed on to one listener.
final class ReadProgress {
  private final ProgressListener listener;
  private final long total;
  private long done;

  private ReadProgress(ProgressListener listener, long total) {
    this.listener = listener;
    this.total = total;
  }

  static ReadProgress of(List<Path> files, ProgressListener listener) {
    long total = 0;
    for (Path file : files) {
      total += size(file);
    }
    return new ReadProgress(listener, total);
  }

  static ReadProgress silent() {
    return new ReadProgress(ProgressListener.none(), 0);
  }

  void read(int bytes) {
    done += bytes;
    listener.advance(done, total);
  }

  /// @throws CancellationException when the listener says so
  void check() {
    if (listener.cancelled()) {
      throw new CancellationException("the import was cancelled; nothing of it was written");
    }
  }

  /// @throws ImportException when there is no such file or it may not be read
  static void checkReadable(Path file) {
    if (Files.isDirectory(file)) {
      throw Place.whole(file).error("is a directory; name a file");
    }
    if (!Files.exists(file)) {
      throw Place.whole(file).error("there is no such file; check the path");
    }
    if (!Files.isReadable(file)) {
      throw Place.whole(file).error("may not be read; grant the right to read it");
    }
  }

  private static long size(Path file) {
    checkReadable(file);
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw Place.whole(file).unreadable(e);
    }
  }
}
