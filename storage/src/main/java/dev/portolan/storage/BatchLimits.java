package dev.portolan.storage;

import java.time.Duration;

/// When a stream of data is committed: at so many data, so many bytes, or so long after the commit
/// before, whichever comes first.
public record BatchLimits(int data, long bytes, Duration time) {

  /// 10,000 data, 64 MB, 5 seconds.
  public static BatchLimits defaults() {
    return new BatchLimits(10_000, 64L << 20, Duration.ofSeconds(5));
  }
}
