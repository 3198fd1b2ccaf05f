package dev.portolan.projection;

import java.util.concurrent.atomic.AtomicInteger;

/// Where the workers of one computation wait for each other without being put to sleep.
///
/// Passed thousands of times a second; parking would cost more than the work between. After a while
/// of spinning a worker yields, so that a busy machine is not held up.
final class SpinBarrier {
  private static final int SPINS = 2000;

  private final int parties;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile int phase;
  private volatile boolean broken;

  SpinBarrier(int parties) {
    this.parties = parties;
  }

  /// Waits until all have arrived; the last one runs `commit` before the others go on.
  ///
  /// @return false when the barrier is broken and the worker should end
  boolean await(Runnable commit) {
    int current = phase;
    if (arrived.incrementAndGet() == parties) {
      commit.run();
      arrived.set(0);
      phase = current + 1;
      return !broken;
    }
    for (int spins = 0; phase == current && !broken; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    return !broken;
  }

  /// Ends the waiting of all, for good.
  void breakUp() {
    broken = true;
  }
}
