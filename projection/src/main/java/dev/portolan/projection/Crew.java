package dev.portolan.projection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// The threads of one computation: the caller's own and `threads − 1` daemons that end with it.
///
/// There is no pool to close and none to leak. The first failure of any worker is rethrown in the
/// caller after all have ended.
final class Crew {
  /// A part of a loop over `0 … n-1`.
  interface Slice {
    void run(int from, int to);
  }

  private Crew() {}

  /// Refuses a number of threads below one.
  static int requireThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; give at least 1");
    }
    return threads;
  }

  /// Runs `body` once per worker `0 … threads-1`; worker 0 is the caller.
  static void run(int threads, IntConsumer body) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread[] others = new Thread[requireThreads(threads) - 1];
    for (int t = 0; t < others.length; t++) {
      int worker = t + 1;
      others[t] = new Thread(() -> guarded(body, worker, failure), "portolan-" + worker);
      others[t].setDaemon(true);
      others[t].start();
    }
    guarded(body, 0, failure);
    for (Thread other : others) {
      join(other);
    }
    rethrow(failure.get());
  }

  /// Cuts `0 … n-1` into slices of `grain` and lets every worker take the next one until none is
  /// left.
  ///
  /// @param progress told by worker 0 after each of its slices, and asked whether to stop
  /// @param perWorker makes one slice body per worker, with that worker's scratch space
  static void slices(
      int threads, int n, int grain, Progress progress, Supplier<? extends Slice> perWorker) {
    AtomicInteger taken = new AtomicInteger();
    int slices = (n + grain - 1) / grain;
    int workers = Math.max(1, Math.min(threads, slices));
    run(
        workers,
        worker -> {
          Slice body = perWorker.get();
          try {
            for (int s = taken.getAndIncrement(); s < slices; s = taken.getAndIncrement()) {
              body.run(s * grain, Math.min(n, s * grain + grain));
              if (worker == 0) {
                progress.check();
                progress.advance(Math.min(taken.get(), slices), slices);
              }
            }
          } catch (Throwable failed) {
            taken.set(slices);
            throw failed;
          }
        });
  }

  private static void guarded(IntConsumer body, int worker, AtomicReference<Throwable> failure) {
    try {
      body.accept(worker);
    } catch (Throwable failed) {
      failure.compareAndSet(null, failed);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException failed -> throw failed;
      case Error failed -> throw failed;
      default -> throw new IllegalStateException("a computing thread failed", failure);
    }
  }
}
