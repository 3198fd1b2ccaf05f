package dev.portolan.index.duplicates;

import dev.portolan.projection.Progress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/// Runs numbered tasks on a few threads; the caller's thread is one of them and reports progress.
///
/// Tasks write to places of their own, so that the result does not depend on who took which.
final class Workers {
  private static final int STEPS = 1000;

  private final int threads;
  private final Progress progress;
  private final double from;
  private final double to;

  Workers(int threads, Progress progress) {
    this(threads, progress, 0, 1);
  }

  private Workers(int threads, Progress progress, double from, double to) {
    this.threads = threads;
    this.progress = progress;
    this.from = from;
    this.to = to;
  }

  /// The same workers for stage `stage` of `stages`, which reports its share of the whole.
  Workers stage(int stage, int stages) {
    double share = (to - from) / stages;
    return new Workers(threads, progress, from + stage * share, from + (stage + 1) * share);
  }

  /// The caller's thread alone.
  Workers alone() {
    return new Workers(1, progress, from, to);
  }

  int threads() {
    return threads;
  }

  /// Takes what others report about this stage.
  Progress progress() {
    return new Progress() {
      @Override
      public void advance(long done, long total) {
        double share = total == 0 ? 1 : (double) done / total;
        progress.advance((long) (STEPS * (from + (to - from) * share)), STEPS);
      }

      @Override
      public boolean cancelled() {
        return progress.cancelled();
      }
    };
  }

  /// Stops a long task when the computation was cancelled.
  void check() {
    progress.check();
  }

  /// Runs `task` for every number in `[0, n)`, `grain` of them at a time.
  void slices(int n, int grain, IntConsumer task) {
    run(
        (n + grain - 1) / grain,
        slice -> {
          for (int i = slice * grain, end = Math.min(n, i + grain); i < end; i++) {
            task.accept(i);
          }
        });
  }

  /// @throws java.util.concurrent.CancellationException when the progress was cancelled
  void run(int tasks, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread[] others = new Thread[Math.max(0, Math.min(threads, tasks) - 1)];
    for (int i = 0; i < others.length; i++) {
      others[i] = Thread.ofPlatform().daemon().start(() -> take(next, tasks, task, failure));
    }
    take(next, tasks, number -> reported(number, tasks, task), failure);
    for (Thread other : others) {
      join(other);
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a computing thread failed", e);
    }
  }

  private void reported(int number, int tasks, IntConsumer task) {
    progress.check();
    progress.advance((long) (STEPS * (from + (to - from) * number / tasks)), STEPS);
    task.accept(number);
  }

  private static void take(
      AtomicInteger next, int tasks, IntConsumer task, AtomicReference<Throwable> failure) {
    try {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        if (failure.get() != null) {
          return;
        }
        task.accept(i);
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  private static void join(Thread thread) {
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
