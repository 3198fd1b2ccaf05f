package dev.portolan.storage.hnsw;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// Threads that share a piece of work: the one that asks, and others of an executor as they come.
///
/// Never waits for a thread that has not begun, so an executor with no thread to spare only makes
/// it slower. What is shared must not depend on who does which part.
public final class Crew {
  /// Part of some work.
  interface Part {
    /// @param member which scratch space is this thread's, in `[0, size)`
    void run(int member, int from, int to);
  }

  private final int size;
  private final Executor executor;
  private final BooleanSupplier cancelled;

  /// @param size threads at most, the asking one among them
  /// @param executor of the others; not asked for a crew of one
  /// @param cancelled asked for every part
  public Crew(int size, Executor executor, BooleanSupplier cancelled) {
    this.size = size;
    this.executor = executor;
    this.cancelled = cancelled;
  }

  int size() {
    return size;
  }

  /// Runs all parts of `[0, count)`, each of `grain` or fewer.
  ///
  /// @throws CancellationException when cancelled
  void run(int count, int grain, Part part) {
    int parts = (count + grain - 1) / grain;
    Shift shift = new Shift(count, grain, parts, part);
    for (int i = 1; i < Math.min(size, parts); i++) {
      executor.execute(shift);
    }
    shift.run();
    shift.await();
  }

  /// @throws CancellationException when cancelled
  void check() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("building a graph was cancelled; nothing of it stays");
    }
  }

  private final class Shift implements Runnable {
    private final int count;
    private final int grain;
    private final int parts;
    private final Part part;
    private final AtomicInteger members = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final CountDownLatch unfinished;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Shift(int count, int grain, int parts, Part part) {
      this.count = count;
      this.grain = grain;
      this.parts = parts;
      this.part = part;
      unfinished = new CountDownLatch(parts);
    }

    @Override
    public void run() {
      int member = members.getAndIncrement();
      for (int i = taken.getAndIncrement(); i < parts; i = taken.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            check();
            part.run(member, i * grain, Math.min(count, (i + 1) * grain));
          }
        } catch (Throwable e) {
          failure.compareAndSet(null, e);
        } finally {
          unfinished.countDown();
        }
      }
    }

    void await() {
      boolean interrupted = false;
      while (true) {
        try {
          unfinished.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }
}
