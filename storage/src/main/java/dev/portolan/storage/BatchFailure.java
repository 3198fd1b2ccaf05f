package dev.portolan.storage;

/// A stream of data that ended early; what was durable stays.
public final class BatchFailure extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final long durable;

  BatchFailure(long durable, RuntimeException cause) {
    super(
        "%s; the first %,d data of the stream are durable, the rest was not written"
            .formatted(cause.getMessage(), durable),
        cause);
    this.durable = durable;
  }

  /// How many data of the stream are durable.
  public long durable() {
    return durable;
  }
}
