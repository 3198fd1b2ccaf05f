package dev.portolan;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.MapStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Brings one map up to date in the background, on at most half of the cores, so that writers go
/// on.
///
/// One daemon thread looks at the dataset's count of commits and, where that changed, at what is
/// not on the map. A failure waits for the next write or update, which reports it, and is written
/// down with the map.
final class AutoUpdater implements AutoCloseable {
  private static final String FAILED = "portolan.autoUpdateFailed";
  private static final long LONGEST_LOOK = 500_000_000L;
  private static final long AFTER_FAILURE = 5_000_000_000L;
  private static final int LOOKS = 4;

  private final AutoUpdate how;
  private final EmbeddingMap map;
  private final DataStore store;
  private final MapStore maps;
  private final Thread thread;
  private final AtomicReference<Throwable> failure;
  private volatile boolean closed;
  private long commitsSeen = -1;
  private int changes;

  /// When the first change that is not on the map was seen; 0 for none.
  private long since;

  /// @param failure where a failure waits to be reported
  AutoUpdater(
      AutoUpdate how,
      EmbeddingMap map,
      DataStore store,
      MapStore maps,
      AtomicReference<Throwable> failure) {
    this.how = how;
    this.map = map;
    this.store = store;
    this.maps = maps;
    this.failure = failure;
    this.thread =
        Thread.ofPlatform().daemon().name("portolan-update-" + map.name()).start(this::run);
  }

  AutoUpdate how() {
    return how;
  }

  /// Throws what an update in the background failed with, once.
  static void report(AtomicReference<Throwable> failure, String map) {
    Throwable failed = failure.getAndSet(null);
    if (failed != null) {
      throw new IllegalStateException(
          "map '%s' could not be updated in the background: %s. This call did nothing, the data are as they were; make it again, and update the map yourself if this comes back"
              .formatted(map, said(failed)),
          failed);
    }
  }

  /// What the last update in the background failed with, and when; empty where it did not fail.
  static Optional<String> failed(MapStore maps) {
    return Optional.ofNullable(maps.edits().read().get(FAILED)).filter(text -> !text.isEmpty());
  }

  private void run() {
    long look =
        how.within() == null
            ? LONGEST_LOOK
            : Math.min(LONGEST_LOOK, how.within().toNanos() / LOOKS);
    while (!closed) {
      rest(look);
      try {
        if (!closed && due()) {
          update();
        }
      } catch (Throwable failed) {
        fail(failed);
      }
    }
  }

  /// Counts again only after a commit. Data that expire make none: they leave with the next change.
  private boolean due() {
    long commits = store.commits().count();
    if (commits != commitsSeen) {
      changes = map.pending();
      commitsSeen = commits;
    }
    if (changes == 0) {
      since = 0;
      return false;
    }
    long now = System.nanoTime();
    since = since == 0 ? now : since;
    return how.changes() > 0 && changes >= how.changes()
        || how.within() != null && now - since >= how.within().toNanos();
  }

  private void update() {
    long before = maps.newest().orElse(0);
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    // Streams of the update run in the pool they are started in.
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      pool.submit(() -> map.updateOn(threads, how.policy(), new Closing())).join();
      since = 0;
      commitsSeen = -1;
    } catch (CancellationException closing) {
      // The dataset is being closed.
    } catch (RuntimeException failed) {
      if (maps.newest().orElse(0) == before) {
        fail(failed);
      }
      // Otherwise somebody else published meanwhile: look again.
    }
  }

  private void fail(Throwable thrown) {
    Throwable failed = cause(thrown);
    failure.set(failed);
    commitsSeen = -1;
    try {
      String moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      write(maps, store.dataset(), moment + ": " + said(failed));
    } catch (RuntimeException unwritten) {
      failed.addSuppressed(unwritten);
    }
    rest(AFTER_FAILURE);
  }

  /// What was thrown inside the pool, which wraps it in another of its class.
  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause != null && cause.getClass() == thrown.getClass() ? cause : thrown;
  }

  private static String said(Throwable failed) {
    return failed.getMessage() == null ? failed.toString() : failed.getMessage();
  }

  /// Forgets a failure that was written down, where there is one.
  static void forget(MapStore maps, String dataset) {
    if (failed(maps).isPresent()) {
      write(maps, dataset, "");
    }
  }

  private static void write(MapStore maps, String dataset, String text) {
    maps.edits().write(dataset, Map.of(FAILED, text));
  }

  private void rest(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  /// Ends the thread; an update that is running is cancelled, and the map stays as it was.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Cancels when the dataset is closed.
  private final class Closing implements BuildMonitor {
    @Override
    public void progress(BuildStage stage, long done, long total) {
      // Nobody watches.
    }

    @Override
    public boolean cancelled() {
      return closed;
    }
  }
}
