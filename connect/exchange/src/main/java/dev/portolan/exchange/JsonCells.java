package dev.portolan.exchange;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Values of JSON as cells: strict syntax, 64 levels, a key once per object.
final class JsonCells {
  static final int MAX_DEPTH = 64;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(2 * RowSource.MAX_ROW_BYTES)
                  .build())
          .build();

  private JsonCells() {}

  static JsonParser parser(char[] chars, int start, int length) {
    return JSON.createParser(ObjectReadContext.empty(), chars, start, length);
  }

  /// The value the parser stands on; its end is consumed.
  static Cell read(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> Cell.of(Cell.Kind.STRING, parser.getString());
      case VALUE_NUMBER_INT -> Cell.of(Cell.Kind.INTEGER, parser.getString());
      case VALUE_NUMBER_FLOAT -> Cell.of(Cell.Kind.REAL, parser.getString());
      case VALUE_TRUE, VALUE_FALSE -> Cell.of(Cell.Kind.BOOL, parser.getString());
      case START_ARRAY -> list(parser);
      default -> {
        parser.skipChildren();
        yield Cell.of(Cell.Kind.NESTED, "{…}");
      }
    };
  }

  /// The strings of a JSON list, null when the text is none.
  static List<String> strings(String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return null;
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Cell cell = read(parser);
      return parser.nextToken() == null && cell.kind() == Cell.Kind.STRINGS ? cell.parts() : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Cell list(JsonParser parser) {
    List<String> parts = new ArrayList<>();
    Cell.Kind kind = Cell.Kind.STRINGS;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token.isStructStart() || token == JsonToken.VALUE_NULL) {
        parser.skipChildren();
        kind = Cell.Kind.NESTED;
        continue;
      }
      if (token != JsonToken.VALUE_STRING && kind == Cell.Kind.STRINGS) {
        kind = Cell.Kind.SCALARS;
      }
      parts.add(parser.getString());
    }
    return kind == Cell.Kind.NESTED
        ? Cell.of(kind, "[…]")
        : new Cell(kind, String.join(", ", parts), parts);
  }
}
