package dev.portolan.storage;

import java.time.Duration;
import java.time.InstantSource;

/// How a database is opened: what is checked, what runs beside, and by which clock data expire.
///
/// @param verification which files are read whole before the first answer
/// @param cache whether what one question worked out about where data lie, 8 bytes per datum, stays
///   in memory for the next one; answers are the same without
/// @param scrubMegabytesPerSecond how fast files are read again in the background while the
///   database is open, from a minute after opening; 0 for not at all
/// @param slowSearch a search that takes longer is written to the log `dev.portolan.slow`, or null
///   for none
/// @param clock tells which data have expired
public record OpenOptions(
    VerificationPolicy verification,
    boolean cache,
    int scrubMegabytesPerSecond,
    Duration slowSearch,
    InstantSource clock) {
  private static final int SCRUB = 16;

  public OpenOptions {
    if (scrubMegabytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "scrubbing at %d MB/s is not possible; give a positive rate, or 0 for none"
              .formatted(scrubMegabytesPerSecond));
    }
  }

  /// New files are verified after an unclean end; cache on; scrubbing at 16 MB/s.
  public static OpenOptions defaults() {
    return new OpenOptions(VerificationPolicy.NEW_FILES, true, SCRUB, null, InstantSource.system());
  }

  public OpenOptions verification(VerificationPolicy policy) {
    return new OpenOptions(policy, cache, scrubMegabytesPerSecond, slowSearch, clock);
  }

  public OpenOptions cache(boolean on) {
    return new OpenOptions(verification, on, scrubMegabytesPerSecond, slowSearch, clock);
  }

  public OpenOptions scrubbing(int megabytesPerSecond) {
    return new OpenOptions(verification, cache, megabytesPerSecond, slowSearch, clock);
  }

  public OpenOptions clock(InstantSource time) {
    return new OpenOptions(verification, cache, scrubMegabytesPerSecond, slowSearch, time);
  }

  /// Searches that take longer are written to the log `dev.portolan.slow`.
  public OpenOptions slowSearch(Duration time) {
    return new OpenOptions(verification, cache, scrubMegabytesPerSecond, time, clock);
  }
}
