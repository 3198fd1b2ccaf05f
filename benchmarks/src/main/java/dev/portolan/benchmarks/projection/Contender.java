package dev.portolan.benchmarks.projection;

import java.io.IOException;

/// A way from vectors to a map: ours or a peer's.
///
/// One thread. Closed after its last run.
interface Contender extends AutoCloseable {
  String name();

  /// Does the task once, positions written.
  ///
  /// @throws PeerFailure when a peer cannot
  Outcome run(Task task) throws IOException, InterruptedException;

  @Override
  default void close() throws IOException, InterruptedException {}
}
