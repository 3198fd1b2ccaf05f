package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The topics of a map and how they nest.
///
/// A datum needs one number beside it: the id of its deepest topic, 0 for none; its topics at the
/// depths above are that topic's ancestors. Topics are listed by ascending depth. Immutable; safe
/// for many threads.
public final class TopicTree {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A topic by what a reader sees of it.
  public record Named(String label, int depth) {}

  private final List<Topic> topics;
  private final Map<Integer, Topic> byId = new HashMap<>();
  private final int depths;

  /// @throws IllegalArgumentException when an id or a label comes twice, or a parent is not one
  ///   depth above its child
  public TopicTree(List<Topic> topics) {
    this.topics = List.copyOf(topics);
    this.depths = topics.stream().mapToInt(Topic::depth).max().orElse(0);
    Set<String> labels = new java.util.HashSet<>();
    for (Topic topic : topics) {
      Topic parent = byId.get(topic.parent());
      boolean nested =
          topic.depth() == 1
              ? topic.parent() == -1
              : parent != null && parent.depth() == topic.depth() - 1;
      if (topic.id() < 1 || !nested) {
        throw new IllegalArgumentException(
            "topic %d at depth %d has parent %d; ids start at 1 and a parent is listed before, one depth up"
                .formatted(topic.id(), topic.depth(), topic.parent()));
      }
      if (byId.put(topic.id(), topic) != null || !labels.add(topic.label())) {
        throw new IllegalArgumentException(
            "topic %d '%s' comes twice; ids and labels are unique over a map"
                .formatted(topic.id(), topic.label()));
      }
    }
  }

  /// The tree of a map without topics.
  public static TopicTree empty() {
    return new TopicTree(List.of());
  }

  /// Every topic, by ascending depth.
  public List<Topic> topics() {
    return topics;
  }

  /// Number of levels; 0 when the map has no topics.
  public int depths() {
    return depths;
  }

  /// The topic with this id.
  ///
  /// @throws IllegalArgumentException when there is none
  public Topic topic(int id) {
    Topic topic = byId.get(id);
    if (topic == null) {
      throw new IllegalArgumentException(
          "topic %d does not exist; this map has %d topics".formatted(id, topics.size()));
    }
    return topic;
  }

  /// The topic with this label.
  ///
  /// @throws IllegalArgumentException when there is none; the message names some
  public Topic labelled(String label) {
    return topics.stream()
        .filter(topic -> topic.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no topic '%s'; %s"
                    .formatted(
                        label,
                        topics.isEmpty()
                            ? "this map has no topics"
                            : "this map has %d, such as %s"
                                .formatted(
                                    topics.size(),
                                    topics.stream().limit(5).map(Topic::label).toList()))));
  }

  /// Whether there is a topic with this id.
  public boolean has(int id) {
    return byId.containsKey(id);
  }

  /// The tree with the counts of these data, without topics that have none.
  ///
  /// @param topicOfRow `[n]`, the deepest topic of each datum, 0 for none
  public TopicTree counting(int[] topicOfRow) {
    Map<Integer, Long> deepest = new HashMap<>();
    for (int topic : topicOfRow) {
      deepest.merge(topic, 1L, Long::sum);
    }
    Map<Integer, Long> counts = new HashMap<>();
    deepest.forEach((id, count) -> {
      for (int at = id; at > 0; at = topic(at).parent()) {
        counts.merge(at, count, Long::sum);
      }
    });
    return new TopicTree(
        topics.stream()
            .filter(topic -> counts.containsKey(topic.id()))
            .map(topic -> topic.counting(counts.get(topic.id())))
            .toList());
  }

  /// The topics of one depth.
  ///
  /// @throws IllegalArgumentException when the map has no such depth
  public List<Topic> atDepth(int depth) {
    checkDepth(depth);
    return topics.stream().filter(topic -> topic.depth() == depth).toList();
  }

  /// The topics that hold this one, coarsest first, without itself.
  public List<Topic> ancestors(int id) {
    List<Topic> ancestors = new ArrayList<>();
    for (Topic topic = topic(id); topic.depth() > 1; ) {
      topic = byId.get(topic.parent());
      ancestors.addFirst(topic);
    }
    return ancestors;
  }

  /// The id of the topic at `depth` on the path of topic `id`; 0 when the path ends above, or `id`
  /// is 0.
  public int onPath(int id, int depth) {
    if (id == 0) {
      return 0;
    }
    Topic topic = topic(id);
    while (topic.depth() > depth) {
      topic = byId.get(topic.parent());
    }
    return topic.depth() == depth ? topic.id() : 0;
  }

  /// The same for every topic id, for loops over data.
  ///
  /// @return `[largest id + 1]`
  public int[] onPath(int depth) {
    int[] onPath = new int[1 + topics.stream().mapToInt(Topic::id).max().orElse(0)];
    for (Topic topic : topics) {
      onPath[topic.id()] = onPath(topic.id(), depth);
    }
    return onPath;
  }

  /// The labels of the direct subtopics of every topic that has any, in the order of the topics.
  public Map<Named, List<String>> hierarchy() {
    Map<Named, List<String>> hierarchy = new LinkedHashMap<>();
    for (Topic topic : topics) {
      if (topic.depth() > 1) {
        Topic parent = byId.get(topic.parent());
        hierarchy
            .computeIfAbsent(new Named(parent.label(), parent.depth()), _ -> new ArrayList<>())
            .add(topic.label());
      }
    }
    return hierarchy;
  }

  /// @throws IllegalArgumentException when the map has no such depth
  public void checkDepth(int depth) {
    if (depths == 0) {
      throw new IllegalArgumentException(
          "topic depth %d is out of range: this map has no topics".formatted(depth));
    }
    if (depth < 1 || depth > depths) {
      throw new IllegalArgumentException(
          "topic depth %d is out of range: this map has depths 1 to %d".formatted(depth, depths));
    }
  }

  /// The tree as JSON text, for [#fromJson].
  public String toJson() {
    return JSON.writeValueAsString(topics);
  }

  /// Reads what [#toJson] wrote.
  ///
  /// @throws IllegalArgumentException when the text is anything else
  public static TopicTree fromJson(String json) {
    try {
      return new TopicTree(List.of(JSON.readValue(json, Topic[].class)));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "a topic tree is no valid JSON (%s); restore the file or rebuild the map"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicTree tree && topics.equals(tree.topics);
  }

  @Override
  public int hashCode() {
    return topics.hashCode();
  }

  /// The tree as a reader draws it: a line per topic, subtopics indented below theirs.
  @Override
  public String toString() {
    StringBuilder drawn = new StringBuilder();
    draw(-1, drawn);
    return drawn.toString().stripTrailing();
  }

  private void draw(int parent, StringBuilder drawn) {
    for (Topic topic : topics) {
      if (topic.parent() == parent) {
        drawn.append("  ".repeat(topic.depth() - 1));
        drawn.append(topic.label()).append(" (").append(topic.count()).append(")\n");
        draw(topic.id(), drawn);
      }
    }
  }
}
