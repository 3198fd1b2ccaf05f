package dev.portolan.storage;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;

/// How long something took, each time it was done.
///
/// Durations up to an hour, two digits exact, in about 20 KB. Safe for many threads; recording does
/// not wait.
public final class Latency {
  private static final long LONGEST = Duration.ofHours(1).toNanos();

  private final ConcurrentHistogram nanos = new ConcurrentHistogram(1_000, LONGEST, 2);

  /// What was recorded so far.
  ///
  /// @param count how often
  /// @param median half took no longer
  /// @param p99 all but one in a hundred took no longer
  public record Reading(
      long count, Duration mean, Duration median, Duration p99, Duration longest) {}

  public void record(long took) {
    nanos.recordValue(Math.clamp(took, 0, LONGEST));
  }

  /// How often so far.
  public long count() {
    return nanos.getTotalCount();
  }

  public Reading read() {
    // Figures are taken from a copy: others go on recording.
    ConcurrentHistogram now = nanos.copy();
    return new Reading(
        now.getTotalCount(),
        Duration.ofNanos((long) now.getMean()),
        Duration.ofNanos(now.getValueAtPercentile(50)),
        Duration.ofNanos(now.getValueAtPercentile(99)),
        Duration.ofNanos(now.getMaxValue()));
  }
}
