package dev.portolan.cli;

import dev.portolan.EmbeddingMap;
import dev.portolan.query.TopicEdit;
import dev.portolan.query.TopicEditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The edits of a map's topics, as a table or as JSON.
final class TopicEditList {
  private TopicEditList() {}

  static void print(EmbeddingMap map, Terminal terminal) {
    List<TopicEditLog.Entry> entries = map.topicEdits().all();
    if (entries.isEmpty()) {
      terminal.say("the topics of map '%s' are as the build found them".formatted(map.name()));
      return;
    }
    List<TopicEdit> waiting = new ArrayList<>(map.topicEdits().waiting());
    TextTable table = new TextTable(terminal.width());
    for (TopicEditLog.Entry entry : entries) {
      table.row(
          "  " + Figures.minute(entry.made()),
          words(entry.edit()),
          waiting.remove(entry.edit()) ? "waits for its topic" : "");
    }
    table.print(terminal);
  }

  static List<Map<String, Object>> objects(EmbeddingMap map) {
    List<TopicEdit> waiting = new ArrayList<>(map.topicEdits().waiting());
    return map.topicEdits().all().stream()
        .map(entry -> object(entry, waiting.remove(entry.edit())))
        .toList();
  }

  private static String words(TopicEdit edit) {
    return switch (edit) {
      case TopicEdit.Rename(int topic, String label) ->
          "topic %d is called '%s'".formatted(topic, FittedText.line(label));
      case TopicEdit.Name(Map<Integer, String> labels) ->
          "%s named together".formatted(Figures.count(labels.size(), "topic was", "topics were"));
      case TopicEdit.Merge(int topic, int into) -> "topic %d is in topic %d".formatted(topic, into);
      case TopicEdit.Hide(int topic) -> "topic %d is hidden".formatted(topic);
    };
  }

  private static Map<String, Object> object(TopicEditLog.Entry entry, boolean waits) {
    Map<String, Object> object =
        switch (entry.edit()) {
          case TopicEdit.Rename(int topic, String label) ->
              JsonAnswer.object("edit", "rename", "topic_id", topic, "label", label);
          case TopicEdit.Name(Map<Integer, String> labels) ->
              JsonAnswer.object("edit", "name", "topics", objects(labels));
          case TopicEdit.Merge(int topic, int into) ->
              JsonAnswer.object("edit", "merge", "topic_id", topic, "into", into);
          case TopicEdit.Hide(int topic) -> JsonAnswer.object("edit", "hide", "topic_id", topic);
        };
    object.put("made", entry.made());
    object.put("waits", waits);
    return object;
  }

  private static List<Map<String, Object>> objects(Map<Integer, String> labels) {
    return labels.entrySet().stream()
        .map(topic -> JsonAnswer.object("topic_id", topic.getKey(), "label", topic.getValue()))
        .toList();
  }
}
