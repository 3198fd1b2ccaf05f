package dev.portolan.benchmarks.projection;

/// A peer that cannot do what it was asked, and what would help.
final class PeerFailure extends IllegalStateException {
  private static final long serialVersionUID = 1;

  PeerFailure(String message) {
    super(message);
  }
}
