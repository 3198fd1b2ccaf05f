package dev.portolan;

import dev.portolan.index.UpdatePolicy;
import java.time.Duration;

/// When a map brings itself up to date with its data, in the background:
/// `map.autoUpdate(AutoUpdate.after(1_000).within(Duration.ofMinutes(1)))`.
///
/// It holds while the database is open in this process, and is not stored.
///
/// @param changes after so many data came, changed or went; 0 for never by count
/// @param within or so long after the first of them; null for never by time
/// @param policy what an update may do
public record AutoUpdate(int changes, Duration within, UpdatePolicy policy) {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  public AutoUpdate {
    if (changes < 0 || changes == 0 && within == null) {
      throw new IllegalArgumentException(
          "an update after %d changes and within no time never comes; give at least 1 change, or a time"
              .formatted(changes));
    }
    if (within != null && within.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "an update within %s is too often; give at least %s".formatted(within, SHORTEST));
    }
  }

  /// Once so many data came, changed or went since the last update.
  public static AutoUpdate after(int changes) {
    return new AutoUpdate(changes, null, UpdatePolicy.AUTO);
  }

  /// So long after the first datum that came, changed or went, at the latest.
  public static AutoUpdate every(Duration within) {
    return new AutoUpdate(0, within, UpdatePolicy.AUTO);
  }

  /// The same, and so long after the first of them at the latest.
  public AutoUpdate within(Duration time) {
    return new AutoUpdate(changes, time, policy);
  }

  /// The same by another policy; [UpdatePolicy#AUTO] unless said.
  public AutoUpdate by(UpdatePolicy other) {
    return new AutoUpdate(changes, within, other);
  }
}
