package dev.portolan;

import dev.portolan.index.BuildMonitor;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Builds and updates of one map take turns: two that began from the same generation would give one
/// topic id twice. Who waits can still be cancelled.
final class MapTurn {
  private static final long LOOK_MILLIS = 50;

  private final ReentrantLock lock = new ReentrantLock(true);

  /// Does the work when its turn has come; within a turn at once.
  ///
  /// @throws CancellationException when the monitor says so before
  <T> T take(BuildMonitor monitor, Supplier<T> work) {
    while (!acquired()) {
      if (monitor.cancelled()) {
        throw new CancellationException("cancelled while another build or update of the map ran");
      }
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// Like [#take(BuildMonitor, Supplier)].
  void take(BuildMonitor monitor, Runnable work) {
    take(
        monitor,
        () -> {
          work.run();
          return this;
        });
  }

  /// An interrupt, which cancels nothing, is kept for the caller.
  private boolean acquired() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
