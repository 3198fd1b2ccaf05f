package dev.portolan.storage;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// How long a search may take, and who may end it.
///
/// Searches ask every few dozen vectors or documents. Safe for many threads.
public final class Deadline {
  private static final Deadline NONE = new Deadline(null, () -> false);

  private final Duration allowed;
  private final long end;
  private final BooleanSupplier cancelled;

  private Deadline(Duration allowed, BooleanSupplier cancelled) {
    this.allowed = allowed;
    this.end = allowed == null ? 0 : System.nanoTime() + allowed.toNanos();
    this.cancelled = cancelled;
  }

  public static Deadline none() {
    return NONE;
  }

  /// From now on.
  ///
  /// @param allowed or null for any time
  public static Deadline in(Duration allowed, BooleanSupplier cancelled) {
    return new Deadline(allowed, cancelled);
  }

  boolean passed() {
    return cancelled.getAsBoolean() || late();
  }

  private boolean late() {
    return allowed != null && System.nanoTime() - end > 0;
  }

  /// @throws CancellationException when the search was cancelled
  /// @throws TimedOut when it took too long
  public void check() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the search was cancelled");
    }
    if (late()) {
      throw new TimedOut(allowed);
    }
  }

  /// A search took longer than it was allowed.
  public static final class TimedOut extends RuntimeException {
    private static final long serialVersionUID = 1;

    TimedOut(Duration allowed) {
      super(
          "the search took longer than the %,d ms it was allowed; allow more time, ask for fewer data or a narrower filter"
              .formatted(allowed.toMillis()));
    }
  }
}
