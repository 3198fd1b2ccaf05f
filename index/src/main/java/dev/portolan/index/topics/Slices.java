package dev.portolan.index.topics;

import dev.portolan.projection.Portion;
import dev.portolan.projection.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A loop over `[0, n)` cut into slices of fixed size, which several threads take one by one.
///
/// The cuts depend on `n` alone, so a body that writes only what belongs to its slice gives the
/// same result for any number of threads. The calling thread works too, reports, and watches the
/// cancel flag.
final class Slices {
  /// Works on `[from, to)`.
  @FunctionalInterface
  interface Body {
    void run(int from, int to);
  }

  private static final long STEPS = 1000;

  private final int threads;
  private final Progress progress;
  private final double from;
  private final double to;

  Slices(int threads, Progress progress) {
    this(threads, progress, 0, 1);
  }

  private Slices(int threads, Progress progress, double from, double to) {
    this.threads = threads;
    this.progress = progress;
    this.from = from;
    this.to = to;
  }

  /// The same, reporting its loops as the share from `start` to `end` of what this one reports.
  Slices share(double start, double end) {
    double width = to - from;
    return new Slices(threads, progress, from + start * width, from + end * width);
  }

  /// What this one reports, for a computation that runs its own threads.
  Progress progress() {
    return new Portion(progress, from, to);
  }

  /// Runs one body for all slices.
  void run(int n, int size, Body body) {
    runEach(n, size, () -> body);
  }

  /// Runs a body of its own for each thread, so that a body may keep scratch space.
  void runEach(int n, int size, Supplier<Body> bodies) {
    int slices = Math.ceilDiv(n, size);
    int helpers = Math.min(threads, slices) - 1;
    AtomicInteger next = new AtomicInteger();
    if (helpers <= 0) {
      drain(n, size, next, bodies.get(), true);
      return;
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(helpers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < helpers; i++) {
        running.add(pool.submit(() -> drain(n, size, next, bodies.get(), false)));
      }
      try {
        drain(n, size, next, bodies.get(), true);
      } finally {
        next.set(slices);
      }
      running.forEach(Slices::join);
    }
  }

  private void drain(int n, int size, AtomicInteger next, Body body, boolean watch) {
    int slices = Math.ceilDiv(n, size);
    for (int i = next.getAndIncrement(); i < slices; i = next.getAndIncrement()) {
      if (watch) {
        progress.check();
        progress.advance((long) (STEPS * (from + (to - from) * i / slices)), STEPS);
      }
      body.run(i * size, Math.min(n, (i + 1) * size));
    }
  }

  private static void join(Future<?> running) {
    try {
      running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("a thread of the topic build died of " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a topic build was interrupted; cancel it by its flag", e);
    }
  }
}
