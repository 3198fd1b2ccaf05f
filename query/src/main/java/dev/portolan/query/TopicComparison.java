package dev.portolan.query;

import dev.portolan.index.topics.Topic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Compares how the data of two windows of time spread over the topics.
///
/// A two-proportion test with a pooled share, made careful where counts are small. For `c₁` of `n₁`
/// data before and `c₂` of `n₂` after:
///
/// ```
/// p  = (c₁ + c₂) / (n₁ + n₂), kept within 1/(m + 2) and (m + 1)/(m + 2), where m = min(n₁, n₂)
/// se = √(p (1 − p) (1/n₁ + 1/n₂))
/// z  = ±max(0, |c₂/n₂ − c₁/n₁| − ½ (1/n₁ + 1/n₂)) / se, with the sign of the difference
/// ```
///
/// The half datum is Yates's correction for continuity: between windows of one size, 0 beside 1 is
/// no change. The bounds of `p` are what Laplace's rule of succession gives a topic of which the
/// smaller window has no datum, or nothing else; without them one datum of a rare topic in a window
/// of ten would be five standard errors beside a window of a thousand (with them .6). Counts are
/// never smoothed themselves: a pseudo-datum in each of two windows of different size would make a
/// difference of its own.
final class TopicComparison {
  private TopicComparison() {}

  static List<TopicChange> of(
      MapSnapshot map, String timeField, TimeWindow before, TimeWindow after, int depth) {
    TimedTopics timed = TimedTopics.of(map, timeField, depth);
    int[] earlier = timed.counts(before);
    int[] later = timed.counts(after);
    int ofEarlier = requireData(earlier, before, timed, map, timeField, depth);
    int ofLater = requireData(later, after, timed, map, timeField, depth);
    List<TopicChange> changes = new ArrayList<>();
    for (int slot = 0; slot < earlier.length; slot++) {
      if (earlier[slot] + later[slot] > 0) {
        Topic topic = timed.topics().get(slot);
        changes.add(
            new TopicChange(
                topic.label(),
                topic.id(),
                earlier[slot],
                later[slot],
                (double) earlier[slot] / ofEarlier,
                (double) later[slot] / ofLater,
                z(earlier[slot], ofEarlier, later[slot], ofLater)));
      }
    }
    changes.sort(
        Comparator.comparingDouble(TopicChange::z)
            .reversed()
            .thenComparingInt(TopicChange::topicId));
    return changes;
  }

  /// How many there are, at least one.
  private static int requireData(
      int[] counts,
      TimeWindow window,
      TimedTopics timed,
      MapSnapshot map,
      String timeField,
      int depth) {
    int sum = Arrays.stream(counts).sum();
    if (sum > 0) {
      return sum;
    }
    long[] micros = timed.micros();
    throw new IllegalArgumentException(
        "column '%s': no datum with a topic at depth %d of map '%s' lies in %s; %s"
            .formatted(
                timeField,
                depth,
                map.name(),
                window,
                micros.length == 0
                    ? "none has a time at all"
                    : "they go from %s to %s: choose a window of that time"
                        .formatted(
                            moment(Arrays.stream(micros).min().orElseThrow()),
                            moment(Arrays.stream(micros).max().orElseThrow()))));
  }

  private static Instant moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// Standard errors between `before` of `ofBefore` data and `after` of `ofAfter`.
  static double z(int before, int ofBefore, int after, int ofAfter) {
    double least = 1.0 / (Math.min(ofBefore, ofAfter) + 2);
    double pooled = ((double) before + after) / ((double) ofBefore + ofAfter);
    double p = Math.clamp(pooled, least, 1 - least);
    double perDatum = 1.0 / ofBefore + 1.0 / ofAfter;
    double difference = (double) after / ofAfter - (double) before / ofBefore;
    double beyondChance = Math.abs(difference) - perDatum / 2;
    return beyondChance <= 0
        ? 0
        : Math.signum(difference) * beyondChance / Math.sqrt(p * (1 - p) * perDatum);
  }
}
