package dev.portolan.cli;

import dev.portolan.query.MapSnapshot;
import dev.portolan.query.TimeWindow;
import dev.portolan.query.TopicChange;
import dev.portolan.query.TopicTimeline;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What `topics` answers about time: how much there was of each when, and what grew and shrank.
///
/// @param dataset its name
/// @param depth of the topics
record TopicTimes(
    String dataset, MapSnapshot snapshot, int depth, JsonOption json, Terminal terminal) {

  void overTime(String column, TimeOptions options, TimeWindow within) {
    TopicTimeline timeline = snapshot.topics().overTime(column, depth, options.step(), within);
    String step = timeline.step().name().toLowerCase(Locale.ROOT);
    if (json.wanted()) {
      new JsonAnswer()
          .with("step", step)
          .with("bins", timeline.starts().stream().map(Instant::toString).toList())
          .with("end", timeline.end() == null ? null : timeline.end().toString())
          .with("topics", timeline.topics().stream().map(TopicTimes::object).toList())
          .print(terminal);
    } else if (timeline.topics().isEmpty()) {
      terminal.say("no datum with a topic at depth %d has a time in that window".formatted(depth));
    } else {
      head("%s by %s".formatted(column, step));
      new TopicPlot(timeline, terminal).print();
    }
  }

  void compare(String column, TimeOptions options) {
    TimeWindow before = options.before();
    TimeWindow after = options.after();
    List<TopicChange> changes = snapshot.topics().compare(column, before, after, depth);
    int ofBefore = changes.stream().mapToInt(TopicChange::before).sum();
    int ofAfter = changes.stream().mapToInt(TopicChange::after).sum();
    if (json.wanted()) {
      new JsonAnswer()
          .with("before", object(before, ofBefore))
          .with("after", object(after, ofAfter))
          .with("topics", changes.stream().map(TopicTimes::object).toList())
          .print(terminal);
    } else {
      head("%s, %s".formatted(column, options.windows()));
      new ComparisonTable(changes).print(terminal);
    }
  }

  private void head(String question) {
    terminal.say(
        "%s, map '%s', topics of depth %d: %s"
            .formatted(terminal.bold(dataset), snapshot.name(), depth, question));
    terminal.say();
  }

  private static Map<String, Object> object(TopicTimeline.OfTopic topic) {
    return JsonAnswer.object(
        "topic", topic.label(),
        "topic_id", topic.topicId(),
        "count", topic.count(),
        "counts", topic.counts());
  }

  private static Map<String, Object> object(TimeWindow window, int count) {
    return JsonAnswer.object(
        "from", window.from().toString(), "to", window.to().toString(), "count", count);
  }

  /// The ratio is null for a topic that had no share before.
  private static Map<String, Object> object(TopicChange change) {
    return JsonAnswer.object(
        "topic", change.label(),
        "topic_id", change.topicId(),
        "before", change.before(),
        "after", change.after(),
        "share_before", change.shareBefore(),
        "share_after", change.shareAfter(),
        "change", change.change(),
        "ratio", change.before() == 0 ? null : change.ratio(),
        "z", change.z());
  }
}
