package dev.portolan.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The user's wish to stop, as a flag that long work looks at.
///
/// Ctrl-C makes the JVM run its shutdown hooks while the verb goes on: the hook raises the flag and
/// gives the verb some seconds to put its house in order. After that the process ends wherever it
/// is; what was not committed is not there. Safe for many threads.
final class Cancellation {
  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile String consequence;
  private volatile boolean requested;

  /// Raised by the signals that end a process.
  static Cancellation bySignal() {
    Cancellation cancellation = new Cancellation();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(cancellation::requestAndWait));
    return cancellation;
  }

  private void requestAndWait() {
    request();
    try {
      if (consequence != null && !finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(Main.CANCELLED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Says that this work looks at the flag: it is worth waiting for.
  ///
  /// @param otherwise what a cancelled work leaves behind, in words
  void watch(String otherwise) {
    consequence = otherwise;
  }

  /// What the user is told once the work has ended early.
  String sentence() {
    return "cancelled; " + consequence;
  }

  void request() {
    requested = true;
  }

  boolean requested() {
    return requested;
  }

  /// @throws CancellationException once the flag is raised
  void check() {
    if (requested) {
      throw new CancellationException("the work was cancelled");
    }
  }

  /// Says that the process may end.
  void finish() {
    finished.countDown();
  }
}
