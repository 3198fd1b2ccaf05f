package dev.portolan.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How many data of each topic fall into each step of time.
///
/// The steps follow each other without gaps, from the one with the first datum counted to the one
/// with the last.
///
/// @param step how long they are, never [TimeStep#AUTO] unless there is no datum
/// @param starts `[steps]`, when each begins; it ends where the next begins
/// @param end when the last one ends, not included; null where there is no datum
/// @param topics those with data, largest first, ties by id
public record TopicTimeline(
    TimeStep step, List<Instant> starts, Instant end, List<OfTopic> topics) {

  /// One topic.
  ///
  /// @param counts `[steps]`
  /// @param count their sum
  public record OfTopic(String label, int topicId, int[] counts, int count) {}

  static TopicTimeline of(
      MapSnapshot map, String timeField, int depth, TimeStep step, TimeWindow within) {
    TimedTopics timed = TimedTopics.of(map, timeField, depth);
    long from = within.firstMicros();
    long to = within.lastMicros();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (long time : timed.micros()) {
      if (time >= from && time <= to) {
        first = Math.min(first, time);
        last = Math.max(last, time);
      }
    }
    if (first > last) {
      return new TopicTimeline(step, List.of(), null, List.of());
    }
    TimeStep settled = step.settle(moment(first), moment(last));
    List<Instant> starts = settled.starts(timeField, moment(first), moment(last));
    Instant end = starts.removeLast();
    return new TopicTimeline(settled, starts, end, topics(timed, from, to, starts));
  }

  private static List<OfTopic> topics(TimedTopics timed, long from, long to, List<Instant> starts) {
    long[] edges =
        starts.stream().mapToLong(at -> ChronoUnit.MICROS.between(Instant.EPOCH, at)).toArray();
    int[][] counts = new int[timed.topics().size()][];
    int[] sums = timed.counts(from, to);
    for (int slot = 0; slot < counts.length; slot++) {
      counts[slot] = new int[sums[slot] == 0 ? 0 : edges.length];
    }
    for (int i = 0; i < timed.slots().length; i++) {
      long time = timed.micros()[i];
      if (time >= from && time <= to) {
        int at = Arrays.binarySearch(edges, time);
        counts[timed.slots()[i]][at >= 0 ? at : -at - 2]++;
      }
    }
    List<OfTopic> topics = new ArrayList<>();
    for (int slot = 0; slot < counts.length; slot++) {
      if (sums[slot] > 0) {
        topics.add(
            new OfTopic(
                timed.topics().get(slot).label(),
                timed.topics().get(slot).id(),
                counts[slot],
                sums[slot]));
      }
    }
    topics.sort(
        Comparator.comparingInt(OfTopic::count).reversed().thenComparingInt(OfTopic::topicId));
    return topics;
  }

  private static Instant moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
