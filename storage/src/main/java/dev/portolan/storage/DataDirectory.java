package dev.portolan.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.store.MMapDirectory;

/// The files of `data/`, made durable side by side.
///
/// A commit of one small segment writes three files; asked together, a file system makes them
/// durable in about the time of one.
final class DataDirectory extends MMapDirectory {
  DataDirectory(Path path) throws IOException {
    super(path);
  }

  @Override
  public void sync(Collection<String> names) throws IOException {
    ensureOpen();
    List<Future<?>> syncing = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : names) {
        syncing.add(threads.submit(() -> syncOne(name)));
      }
    }
    for (Future<?> synced : syncing) {
      await(synced);
    }
    deletePendingFiles();
  }

  private void syncOne(String name) {
    try {
      fsync(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Future<?> synced) throws IOException {
    try {
      synced.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UncheckedIOException io
          ? io.getCause()
          : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making files durable; cancel by a flag", e);
    }
  }
}
