package dev.portolan.explorer.api;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values of columns as JSON.
final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  /// A value as the user gave it; a moment as ISO-8601 text.
  ///
  /// @param cut texts at most so long, in characters; 0 for whole
  static JsonNode value(Object value, int cut) {
    return switch (value) {
      case null -> NODES.nullNode();
      case String text -> NODES.stringNode(cut(text, cut));
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Boolean truth -> NODES.booleanNode(truth);
      case Instant moment -> NODES.stringNode(moment.toString());
      case List<?> list -> {
        ArrayNode each = NODES.arrayNode();
        list.forEach(element -> each.add(String.valueOf(element)));
        yield each;
      }
      default ->
          throw new IllegalStateException("a column holds a " + value.getClass().getSimpleName());
    };
  }

  /// The first characters of a text, no surrogate pair cut in two.
  static String cut(String text, int most) {
    if (most <= 0 || text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  /// A row, or null where it is −1.
  static void row(ObjectNode node, int row) {
    if (row < 0) {
      node.putNull("row");
    } else {
      node.put("row", row);
    }
  }

  /// A number, or null where it is none.
  static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
