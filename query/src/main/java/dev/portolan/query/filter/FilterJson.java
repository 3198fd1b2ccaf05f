package dev.portolan.query.filter;

import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.storage.WordMatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Filters as JSON: an object with one key, which says what kind of filter it is.
///
/// `{"and": [{"tagged": "refund"}, {"range": {"column": "priority", "from": 1, "to": 2}}]}`;
/// docs/filters.md has each kind. What is written is read back as an equal filter.
public final class FilterJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FilterJson() {}

  /// @throws IllegalArgumentException when the filter holds a datum set, which has no JSON form
  public static String write(Filter filter) {
    return JSON.writeValueAsString(node(filter));
  }

  /// @throws IllegalArgumentException naming the place and what would be right there
  public static Filter read(String json) {
    try {
      return filter(new JsonPlace(JSON.readTree(json), "filter"));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the filter is no valid JSON (%s); docs/filters.md shows the form"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  private static ObjectNode node(Filter filter) {
    return switch (filter) {
      case Filter.All _ -> kind("all", NODES.objectNode());
      case Filter.Ids(List<String> ids) -> kind("ids", strings(ids));
      case Filter.InSet(var set) ->
          throw new IllegalArgumentException(
              "a filter that holds a set of %d data has no JSON form; save the set as a tag and name the tag"
                  .formatted(set.count()));
      case Filter.Tagged(String tag, long id) -> {
        ObjectNode tagged = NODES.objectNode();
        if (tag != null) {
          tagged.put("tag", tag);
        }
        if (id != 0) {
          tagged.put("id", id);
        }
        yield kind("tagged", tagged);
      }
      case Filter.InTopic(String map, int depth, String label, int id) -> {
        ObjectNode topic = onMap(map);
        if (depth > 0) {
          topic.put("depth", depth);
        }
        if (label != null) {
          topic.put("label", label);
        }
        if (id > 0) {
          topic.put("id", id);
        }
        yield kind("inTopic", topic);
      }
      case Filter.Unassigned(String map, int depth) ->
          kind("unassigned", onMap(map).put("depth", depth));
      case Filter.OnMap(String map) -> kind("onMap", onMap(map));
      case Filter.OfDuplicateClass(String map, DuplicateClass duplicateClass) ->
          kind("duplicateClass", onMap(map).put("class", duplicateClass.label()));
      case Filter.InCluster(String map, String id) -> kind("inCluster", onMap(map).put("id", id));
      case Filter.InPolygon(String map, List<Double> x, List<Double> y) -> {
        ArrayNode corners = NODES.arrayNode();
        for (int i = 0; i < x.size(); i++) {
          corners.add(NODES.arrayNode().add(x.get(i)).add(y.get(i)));
        }
        ObjectNode polygon = onMap(map);
        polygon.set("corners", corners);
        yield kind("inPolygon", polygon);
      }
      case Filter.Range range -> {
        ObjectNode ends = column(range.column());
        if (range.from() != null) {
          ends.set(range.fromOpen() ? "above" : "from", value(range.from()));
        }
        if (range.to() != null) {
          ends.set(range.toOpen() ? "below" : "to", value(range.to()));
        }
        yield kind("range", ends);
      }
      case Filter.OneOf(String name, List<Object> values) -> {
        ArrayNode each = NODES.arrayNode();
        values.forEach(value -> each.add(value(value)));
        ObjectNode oneOf = column(name);
        oneOf.set("values", each);
        yield kind("oneOf", oneOf);
      }
      case Filter.IsSet(String name) -> kind("isSet", column(name));
      case Filter.HasVector _ -> kind("hasVector", NODES.objectNode());
      case Filter.HasWords(String name, String words, WordMatch match) ->
          kind("words", matching(column(name).put("words", words), match));
      case Filter.Matches(String name, String regex, boolean ignoreCase) ->
          kind("matches", column(name).put("regex", regex).put("ignoreCase", ignoreCase));
      case Filter.Contains(String name, String text, boolean ignoreCase, boolean wholeWord) ->
          kind(
              "contains",
              column(name)
                  .put("text", text)
                  .put("ignoreCase", ignoreCase)
                  .put("wholeWord", wholeWord));
      case Filter.Near(List<Float> vector, double distance) -> {
        ArrayNode each = NODES.arrayNode();
        vector.forEach(each::add);
        ObjectNode near = NODES.objectNode();
        near.set("vector", each);
        yield kind("near", near.put("distance", distance));
      }
      case Filter.NearDatum(String id, double distance) ->
          kind("near", NODES.objectNode().put("id", id).put("distance", distance));
      case Filter.And(List<Filter> parts) -> kind("and", nodes(parts));
      case Filter.Or(List<Filter> parts) -> kind("or", nodes(parts));
      case Filter.Not(Filter part) -> kind("not", node(part));
    };
  }

  private static ObjectNode kind(String kind, JsonNode content) {
    ObjectNode node = NODES.objectNode();
    node.set(kind, content);
    return node;
  }

  private static ObjectNode column(String name) {
    return NODES.objectNode().put("column", name);
  }

  private static ObjectNode onMap(String map) {
    return NODES.objectNode().put("map", map);
  }

  private static ArrayNode nodes(List<Filter> parts) {
    ArrayNode nodes = NODES.arrayNode();
    parts.forEach(part -> nodes.add(node(part)));
    return nodes;
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode nodes = NODES.arrayNode();
    values.forEach(nodes::add);
    return nodes;
  }

  /// A moment is told apart from a string that looks like one.
  private static JsonNode value(Object value) {
    return switch (value) {
      case Instant moment -> NODES.objectNode().put("time", moment.toString());
      case Long whole -> NODES.numberNode(whole);
      case Double real -> NODES.numberNode(real);
      case Boolean bool -> NODES.booleanNode(bool);
      default -> NODES.stringNode((String) value);
    };
  }

  private static ObjectNode matching(ObjectNode node, WordMatch match) {
    return switch (match) {
      case WordMatch.AllWords _ -> node.put("match", "all");
      case WordMatch.AnyWord _ -> node.put("match", "any");
      case WordMatch.Phrase(int slop) -> node.put("match", "phrase").put("slop", slop);
      case WordMatch.Fuzzy(int edits) -> node.put("match", "fuzzy").put("edits", edits);
    };
  }

  private static Filter filter(JsonPlace place) {
    JsonPlace.Entry kind = place.onlyEntry();
    JsonPlace content = kind.content();
    return switch (kind.key()) {
      case "all" -> {
        content.only();
        yield new Filter.All();
      }
      case "ids" -> new Filter.Ids(content.each(JsonPlace::string));
      case "tagged" -> {
        if (content.isString()) {
          yield Filter.tagged(content.string());
        }
        content.only("tag", "id");
        yield new Filter.Tagged(content.string("tag", null), content.whole("id", 0));
      }
      case "inTopic" -> {
        if (content.isString()) {
          yield Filter.inTopic(content.string());
        }
        content.only("map", "depth", "label", "id");
        if (!content.has("label") && !content.has("id")) {
          throw content.error("name the topic by \"label\" or \"id\"");
        }
        yield new Filter.InTopic(
            map(content),
            (int) content.whole("depth", 0),
            content.string("label", null),
            (int) content.whole("id", 0));
      }
      case "unassigned" -> {
        content.only("map", "depth");
        yield new Filter.Unassigned(map(content), (int) content.at("depth").whole());
      }
      case "onMap" -> {
        content.only("map");
        yield new Filter.OnMap(map(content));
      }
      case "duplicateClass" -> {
        content.only("map", "class");
        yield new Filter.OfDuplicateClass(map(content), duplicateClass(content.at("class")));
      }
      case "inCluster" -> {
        content.only("map", "id");
        yield new Filter.InCluster(map(content), content.at("id").string());
      }
      case "inPolygon" -> polygon(content);
      case "range" -> range(content);
      case "oneOf" -> {
        content.only("column", "values");
        yield new Filter.OneOf(
            content.at("column").string(), content.at("values").each(FilterJson::value));
      }
      case "isSet" -> {
        content.only("column");
        yield new Filter.IsSet(content.at("column").string());
      }
      case "hasVector" -> {
        content.only();
        yield new Filter.HasVector();
      }
      case "words" -> {
        content.only("column", "words", "match", "slop", "edits");
        yield new Filter.HasWords(
            content.at("column").string(), content.at("words").string(), match(content));
      }
      case "matches" -> {
        content.only("column", "regex", "ignoreCase");
        yield new Filter.Matches(
            content.at("column").string(),
            content.at("regex").string(),
            content.bool("ignoreCase", false));
      }
      case "contains" -> {
        content.only("column", "text", "ignoreCase", "wholeWord");
        yield new Filter.Contains(
            content.at("column").string(),
            content.at("text").string(),
            content.bool("ignoreCase", false),
            content.bool("wholeWord", false));
      }
      case "near" -> near(content);
      case "and" -> new Filter.And(content.each(FilterJson::filter));
      case "or" -> new Filter.Or(content.each(FilterJson::filter));
      case "not" -> new Filter.Not(filter(content));
      default ->
          throw place.error(
              "there is no filter '%s'; the kinds are all, and, or, not, ids, tagged, inTopic, unassigned, onMap, duplicateClass, inCluster, inPolygon, range, oneOf, isSet, hasVector, words, matches, contains, near"
                  .formatted(kind.key()));
    };
  }

  private static String map(JsonPlace content) {
    return content.string("map", Filter.DEFAULT_MAP);
  }

  private static DuplicateClass duplicateClass(JsonPlace place) {
    String label = place.string();
    List<String> labels = new ArrayList<>();
    for (DuplicateClass known : DuplicateClass.values()) {
      if (known.label().equals(label)) {
        return known;
      }
      labels.add(known.label());
    }
    throw place.error("'%s' is none of %s".formatted(label, labels));
  }

  private static Filter polygon(JsonPlace content) {
    content.only("map", "corners");
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (List<Double> corner : content.at("corners").each(each -> each.each(JsonPlace::real))) {
      if (corner.size() != 2) {
        throw content.at("corners").error("a corner has x and y, not " + corner);
      }
      x.add(corner.getFirst());
      y.add(corner.getLast());
    }
    return new Filter.InPolygon(map(content), x, y);
  }

  private static Filter range(JsonPlace content) {
    content.only("column", "from", "above", "to", "below");
    if (content.has("from") && content.has("above") || content.has("to") && content.has("below")) {
      throw content.error("give one of \"from\" and \"above\", one of \"to\" and \"below\"");
    }
    return new Filter.Range(
        content.at("column").string(),
        content.has("above") ? value(content.at("above")) : end(content, "from"),
        content.has("below") ? value(content.at("below")) : end(content, "to"),
        content.has("above"),
        content.has("below"));
  }

  private static Object end(JsonPlace content, String name) {
    return content.has(name) ? value(content.at(name)) : null;
  }

  private static Object value(JsonPlace place) {
    if (place.isObject()) {
      place.only("time");
      return Moment.first(place.at("time").string());
    }
    return place.plain();
  }

  private static WordMatch match(JsonPlace content) {
    String match = content.string("match", "all");
    return switch (match) {
      case "all" -> new WordMatch.AllWords();
      case "any" -> new WordMatch.AnyWord();
      case "phrase" -> new WordMatch.Phrase((int) content.whole("slop", 0));
      case "fuzzy" -> new WordMatch.Fuzzy((int) content.whole("edits", 2));
      default ->
          throw content
              .at("match")
              .error("'%s' is none of all, any, phrase, fuzzy".formatted(match));
    };
  }

  private static Filter near(JsonPlace content) {
    content.only("vector", "id", "distance");
    double distance = content.at("distance").real();
    if (content.has("vector") == content.has("id")) {
      throw content.error("give one of \"vector\" and \"id\"");
    }
    return content.has("id")
        ? new Filter.NearDatum(content.at("id").string(), distance)
        : new Filter.Near(content.at("vector").each(each -> (float) each.real()), distance);
  }
}
