package dev.portolan.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The answer of a verb for programs: one JSON object with `"format": 1`.
///
/// Keys are those of an exported table, lists stand under their plural. Fields of records become
/// snake_case.
final class JsonAnswer {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  JsonAnswer() {
    fields.put("format", FORMAT);
  }

  JsonAnswer with(String key, Object value) {
    fields.put(key, value);
    return this;
  }

  /// An object inside an answer.
  ///
  /// @param keysAndValues key, value, key, value …
  static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }

  void print(Terminal terminal) {
    terminal.say(JSON.writeValueAsString(fields));
  }
}
