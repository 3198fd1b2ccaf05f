package dev.portolan.projection;

/// Where a long computation reports to, and learns that it should stop.
///
/// Called at least every 100 ms by one of the computing threads. Cancel is a flag, never an
/// interrupt.
public interface Progress {
  /// @param done steps done so far, of `total`
  void advance(long done, long total);

  boolean cancelled();

  /// Stops the computation when it was cancelled.
  ///
  /// @throws java.util.concurrent.CancellationException when [#cancelled()]
  default void check() {
    if (cancelled()) {
      throw new java.util.concurrent.CancellationException("cancelled");
    }
  }

  static Progress none() {
    return new Progress() {
      @Override
      public void advance(long done, long total) {}

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }
}
