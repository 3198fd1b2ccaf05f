package dev.portolan.langchain4j;

import dev.portolan.index.MainText;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.Column;
import dev.portolan.storage.Schema;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a model may be told of the topics of a map, read from one state of it.
///
/// Reads the stored values of three data per topic and holds 300 characters of each.
///
/// @param map its name
/// @param tree as shown
/// @param wanted the topics to name, deepest first
/// @param texts by topic, most central first; none where there is no text
record TopicMaterial(
    String map, TopicTree tree, List<Topic> wanted, Map<Integer, List<String>> texts) {
  static final int LONGEST_TEXT = 300;

  static TopicMaterial of(MapSnapshot map, NamingOptions options) {
    TopicTree tree = map.tree();
    options.depths().forEach(tree::checkDepth);
    List<Topic> wanted =
        tree.topics().stream()
            .sorted(Comparator.comparingInt(Topic::depth).reversed())
            .filter(topic -> options.depths().isEmpty() || options.depths().contains(topic.depth()))
            .toList();
    Map<Integer, List<String>> texts = new HashMap<>();
    column(map, options.column())
        .ifPresent(
            column -> wanted.forEach(topic -> texts.put(topic.id(), texts(map, topic, column))));
    return new TopicMaterial(map.name(), tree, wanted, texts);
  }

  List<String> textsOf(Topic topic) {
    return texts.getOrDefault(topic.id(), List.of());
  }

  List<Topic> childrenOf(Topic topic) {
    return tree.topics().stream().filter(child -> child.parent() == topic.id()).toList();
  }

  /// Other topics under the same parent.
  List<Topic> siblingsOf(Topic topic) {
    return tree.topics().stream()
        .filter(other -> other.parent() == topic.parent() && other.id() != topic.id())
        .toList();
  }

  private static Optional<String> column(MapSnapshot map, String asked) {
    Schema schema = map.dataSnapshot().schema();
    if (asked != null) {
      if (!(schema.column(asked) instanceof Column.Text)) {
        throw new IllegalArgumentException(
            "column '%s' is no text; a model is told of topics by a text column".formatted(asked));
      }
      return Optional.of(asked);
    }
    String labels = map.report().topics().labels();
    return schema.columns().stream()
        .filter(column -> column instanceof Column.Text && column.name().equals(labels))
        .map(Column::name)
        .findFirst()
        .or(() -> MainText.of(map.dataSnapshot()));
  }

  private static List<String> texts(MapSnapshot map, Topic topic, String column) {
    if (topic.core() == null) {
      return List.of();
    }
    return topic.core().exemplars().stream()
        .filter(map.mapped()::contains)
        .map(ordinal -> map.dataSnapshot().values(ordinal, Set.of(column)).get(column))
        .filter(String.class::isInstance)
        .map(text -> cut((String) text))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /// A text without line ends, tabs and other control characters.
  static String oneLine(String text) {
    return text.replaceAll("(?U)[\\p{Cntrl}\\s]+", " ").strip();
  }

  /// A text in one line, ended behind a word where it is too long.
  static String cut(String text) {
    String line = oneLine(text);
    if (line.length() <= LONGEST_TEXT) {
      return line;
    }
    int end = line.lastIndexOf(' ', LONGEST_TEXT - 1);
    if (end < LONGEST_TEXT / 2) {
      end = LONGEST_TEXT - 1;
      end -= Character.isHighSurrogate(line.charAt(end - 1)) ? 1 : 0;
    }
    return line.substring(0, end) + "…";
  }
}
