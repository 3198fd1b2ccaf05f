package dev.portolan.query.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A place in a JSON text, which knows its path for errors.
///
/// @param node what stands there
/// @param path such as `filter.and[1].range`
record JsonPlace(JsonNode node, String path) {

  /// The one entry of an object.
  record Entry(String key, JsonPlace content) {}

  Entry onlyEntry() {
    if (!node.isObject() || node.size() != 1) {
      throw error("a filter is an object with one key, its kind");
    }
    Map.Entry<String, JsonNode> entry = node.properties().iterator().next();
    return new Entry(entry.getKey(), new JsonPlace(entry.getValue(), path + "." + entry.getKey()));
  }

  /// Checks that an object has no other keys.
  void only(String... keys) {
    if (!node.isObject()) {
      throw error("an object belongs here");
    }
    Set<String> unknown = new TreeSet<>();
    node.properties().forEach(entry -> unknown.add(entry.getKey()));
    unknown.removeAll(Set.of(keys));
    if (!unknown.isEmpty()) {
      throw error("there is no key %s; the keys are %s".formatted(unknown, List.of(keys)));
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  JsonPlace at(String key) {
    JsonNode child = node.get(key);
    if (child == null) {
      throw error("\"%s\" is missing".formatted(key));
    }
    return new JsonPlace(child, path + "." + key);
  }

  <T> List<T> each(Function<JsonPlace, T> reading) {
    if (!node.isArray()) {
      throw error("a list belongs here");
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      all.add(reading.apply(new JsonPlace(node.get(i), "%s[%d]".formatted(path, i))));
    }
    return all;
  }

  boolean isString() {
    return node.isString();
  }

  boolean isObject() {
    return node.isObject();
  }

  String string() {
    if (!node.isString()) {
      throw error("a string belongs here");
    }
    return node.stringValue();
  }

  String string(String key, String otherwise) {
    return has(key) ? at(key).string() : otherwise;
  }

  long whole() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw error("a whole number belongs here");
    }
    return node.longValue();
  }

  long whole(String key, long otherwise) {
    return has(key) ? at(key).whole() : otherwise;
  }

  double real() {
    if (!node.isNumber()) {
      throw error("a number belongs here");
    }
    return node.doubleValue();
  }

  boolean bool(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    JsonPlace place = at(key);
    if (!place.node.isBoolean()) {
      throw place.error("true or false belongs here");
    }
    return place.node.booleanValue();
  }

  /// A string, a number or a truth value.
  Object plain() {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isString()) {
      return node.stringValue();
    }
    if (node.isIntegralNumber()) {
      return whole();
    }
    return real();
  }

  IllegalArgumentException error(String what) {
    String shown = node.toString();
    return new IllegalArgumentException(
        "%s: %s (found %s); docs/filters.md shows the form"
            .formatted(path, what, shown.length() > 80 ? shown.substring(0, 80) + "…" : shown));
  }
}
