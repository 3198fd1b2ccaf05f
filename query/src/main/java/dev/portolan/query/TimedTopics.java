package dev.portolan.query;

import dev.portolan.index.topics.Topic;
import dev.portolan.storage.Column;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The mapped data that have both a topic at one depth and a time, as flat arrays: what every
/// question about topics and time counts.
///
/// One pass over the map and one over the stored column; 12 bytes per datum. Immutable; safe for
/// many threads.
///
/// @param topics all of that depth
/// @param slots `[n]`, place of the datum's topic in `topics`
/// @param micros `[n]`, the datum's time in microseconds since 1970
record TimedTopics(List<Topic> topics, int[] slots, long[] micros) {

  /// @throws IllegalArgumentException when the column is no timestamp or the map has no such depth
  static TimedTopics of(MapSnapshot map, String timeField, int depth) {
    requireTimestamp(map, timeField);
    List<Topic> topics = map.tree().atDepth(depth);
    int[] ordinals = map.mapped().ordinals();
    int[] rows = map.rows();
    int[] topic = map.columns().topic();
    long[] times = map.dataSnapshot().micros(timeField, ordinals);
    int[] slotOf = slots(map, topics, depth);
    int[] slots = new int[rows.length];
    int n = 0;
    for (int i = 0; i < rows.length; i++) {
      int slot = slotOf[topic[rows[i]]];
      if (slot >= 0 && times[i] != Long.MIN_VALUE) {
        slots[n] = slot;
        times[n++] = times[i];
      }
    }
    return new TimedTopics(topics, Arrays.copyOf(slots, n), Arrays.copyOf(times, n));
  }

  private static void requireTimestamp(MapSnapshot map, String column) {
    List<Column> columns = map.dataSnapshot().schema().columns();
    if (map.dataSnapshot().schema().column(column) instanceof Column.Timestamp) {
      return;
    }
    String fit =
        columns.stream()
            .filter(Column.Timestamp.class::isInstance)
            .map(timestamp -> "'" + timestamp.name() + "'")
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "column '%s' is no timestamp; topics over time need one: %s"
            .formatted(column, fit.isEmpty() ? "the dataset has none, add a column" : fit));
  }

  /// `[largest id + 1]`: place in `topics` of the topic on the path of each, −1 for none.
  private static int[] slots(MapSnapshot map, List<Topic> topics, int depth) {
    int[] onPath = map.tree().onPath(depth);
    int[] slotOf = new int[onPath.length];
    Arrays.fill(slotOf, -1);
    for (int slot = 0; slot < topics.size(); slot++) {
      slotOf[topics.get(slot).id()] = slot;
    }
    int[] slots = new int[onPath.length];
    for (int id = 0; id < slots.length; id++) {
      slots[id] = slotOf[onPath[id]];
    }
    return slots;
  }

  /// Data with a time from `first` to `last`, both included, by topic.
  ///
  /// @return `[topics]`
  int[] counts(long first, long last) {
    int[] counts = new int[topics.size()];
    for (int i = 0; i < slots.length; i++) {
      if (micros[i] >= first && micros[i] <= last) {
        counts[slots[i]]++;
      }
    }
    return counts;
  }

  int[] counts(TimeWindow window) {
    return counts(window.firstMicros(), window.lastMicros());
  }
}
