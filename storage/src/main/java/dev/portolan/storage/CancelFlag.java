package dev.portolan.storage;

import java.util.concurrent.CancellationException;

/// Asked often while something long goes on: whether it should stop.
///
/// Never an interrupt: a thread interrupted inside Lucene closes its writer.
@FunctionalInterface
public interface CancelFlag {
  boolean cancelled();

  static CancelFlag never() {
    return () -> false;
  }

  /// @throws CancellationException when the flag is set
  default void check(String what) {
    if (cancelled()) {
      throw new CancellationException("%s was cancelled; nothing of it stays".formatted(what));
    }
  }
}
