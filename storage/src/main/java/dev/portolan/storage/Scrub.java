package dev.portolan.storage;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Reads the files of open datasets again, slowly and again and again, so that damage is found
/// before it is asked for.
///
/// One daemon thread of the lowest priority. A file that is sound is called verified in the next
/// commit; from one that is not, its dataset answers nothing more: it throws
/// [StorageException.Damaged], naming the file.
public final class Scrub implements AutoCloseable {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration BETWEEN = Duration.ofHours(1);

  private final Supplier<Collection<DataStore>> stores;
  private final long nanosPerMegabyte;
  private final Thread thread;
  private volatile boolean closed;

  /// Begins a minute from now.
  ///
  /// @param stores those open at the time
  /// @param megabytesPerSecond how fast files are read, at least 1
  public Scrub(Supplier<Collection<DataStore>> stores, int megabytesPerSecond) {
    this(stores, megabytesPerSecond, FIRST);
  }

  Scrub(Supplier<Collection<DataStore>> stores, int megabytesPerSecond, Duration first) {
    this.stores = stores;
    this.nanosPerMegabyte = 1_000_000_000L / megabytesPerSecond;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("portolan-scrub")
            .priority(Thread.MIN_PRIORITY)
            .start(() -> run(first));
  }

  private void run(Duration first) {
    rest(first.toNanos());
    while (!closed) {
      for (DataStore store : stores.get()) {
        store.scrub(this::pace);
      }
      rest(BETWEEN.toNanos());
    }
  }

  /// Rests as long as reading so many bytes may take; says whether to go on.
  private boolean pace(long bytes) {
    rest(bytes * nanosPerMegabyte >> 20);
    return !closed;
  }

  private void rest(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  /// Ends the thread; waits for the file it is reading.
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
}
