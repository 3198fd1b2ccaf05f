package dev.portolan.explorer.api;

import dev.portolan.index.topics.Topic;
import dev.portolan.query.TopicEdit;
import dev.portolan.query.TopicEditLog;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The topic tree as a page shows it, and what people changed about it.
public final class TopicAnswer {
  private TopicAnswer() {}

  /// @param edits in force, oldest first
  public static ObjectNode of(MapState state, List<TopicEditLog.Entry> edits) {
    ObjectNode answer = Json.object().put("depths", state.map().tree().depths());
    ArrayNode topics = answer.putArray("topics");
    Map<Integer, Integer> counts = counts(state);
    state.map().tree().topics().stream()
        .sorted(
            Comparator.comparingInt(Topic::depth)
                .thenComparingInt(topic -> -counts.getOrDefault(topic.id(), 0))
                .thenComparingInt(Topic::id))
        .forEach(topic -> add(topics, state, topic, counts.getOrDefault(topic.id(), 0)));
    ArrayNode said = answer.putArray("edits");
    edits.forEach(entry ->
        said.addObject().put("at", entry.made().toString()).put("what", words(entry.edit())));
    return answer;
  }

  /// Live data in each topic and below it.
  private static Map<Integer, Integer> counts(MapState state) {
    int[] topic = state.map().columns().topic();
    Map<Integer, Integer> deepest = new HashMap<>();
    for (int row : state.liveRows()) {
      deepest.merge(topic[row], 1, Integer::sum);
    }
    Map<Integer, Integer> counts = new HashMap<>();
    deepest.forEach((id, count) -> {
      for (int at = id; at > 0; at = state.map().tree().topic(at).parent()) {
        counts.merge(at, count, Integer::sum);
      }
    });
    return counts;
  }

  private static void add(ArrayNode topics, MapState state, Topic topic, int count) {
    ObjectNode node = topics.addObject();
    node.put("id", topic.id()).put("parent", topic.parent()).put("depth", topic.depth());
    node.put("label", topic.label()).put("description", topic.description()).put("count", count);
    boolean placed = topic.core() != null;
    Json.number(node, "x", placed ? topic.core().x() : Double.NaN);
    Json.number(node, "y", placed ? topic.core().y() : Double.NaN);
    Json.number(node, "density", placed ? topic.core().density() : Double.NaN);
    ArrayNode exemplars = node.putArray("exemplars");
    if (placed) {
      topic.core().exemplars().stream()
          .map(state::row)
          .filter(row -> row >= 0)
          .forEach(exemplars::add);
    }
  }

  private static String words(TopicEdit edit) {
    return switch (edit) {
      case TopicEdit.Rename(int topic, String label) ->
          "topic %d renamed '%s'".formatted(topic, label);
      case TopicEdit.Name(Map<Integer, String> labels) ->
          labels.entrySet().stream()
              .map(each -> "%d '%s'".formatted(each.getKey(), each.getValue()))
              .collect(Collectors.joining(", ", "topics named: ", ""));
      case TopicEdit.Merge(int topic, int into) -> "topic %d merged into %d".formatted(topic, into);
      case TopicEdit.Hide(int topic) -> "topic %d hidden".formatted(topic);
    };
  }
}
