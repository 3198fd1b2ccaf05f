package dev.portolan.projection;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Workers that go through the same steps together: each step is a number of independent tasks, and
/// none begins before the step ahead of it is done.
///
/// A worker takes the next task until none is left and waits without being put to sleep, so steps
/// may be short.
final class Relay {
  private final SpinBarrier barrier;
  private final AtomicLong taken = new AtomicLong();

  private Relay(int workers) {
    this.barrier = new SpinBarrier(workers);
  }

  /// What every worker does: the same steps in the same order.
  interface Leg {
    void run(Worker worker);
  }

  /// Runs a leg per worker; ends them all when one fails.
  ///
  /// @param legs makes one per worker, with that worker's scratch space
  static void run(int workers, Supplier<? extends Leg> legs) {
    Relay relay = new Relay(workers);
    Crew.run(
        workers,
        w -> {
          try {
            legs.get().run(relay.new Worker(w == 0));
          } catch (Throwable failed) {
            relay.barrier.breakUp();
            throw failed;
          }
        });
  }

  /// One of those who run.
  final class Worker {
    private final boolean first;
    private long begun;

    private Worker(boolean first) {
      this.first = first;
    }

    /// Whether this is the one that reports.
    boolean first() {
      return first;
    }

    /// A step: takes tasks `0 … tasks-1` as long as there are any and waits for the others.
    ///
    /// @param after run by the last to arrive, before the others go on
    /// @return false when another worker failed and this one should end
    boolean step(int tasks, IntConsumer task, Runnable after) {
      long end = begun + tasks;
      for (long next = take(end); next >= 0; next = take(end)) {
        task.accept((int) (next - begun));
      }
      begun = end;
      return barrier.await(after);
    }

    boolean step(int tasks, IntConsumer task) {
      return step(tasks, task, () -> {});
    }

    private long take(long end) {
      long next = taken.get();
      while (next < end && !taken.compareAndSet(next, next + 1)) {
        next = taken.get();
      }
      return next < end ? next : -1;
    }
  }
}
