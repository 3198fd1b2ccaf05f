package dev.portolan.explorer.api;

import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.index.topics.Topic;
import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapEmbeddings;
import dev.portolan.storage.Column;
import dev.portolan.storage.ColumnTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What single data are: values, topics, tags, duplicates, neighbours.
public final class RowAnswers {
  static final int MOST_ROWS = 1_000;
  private static final int MOST_NEIGHBOURS = 100;
  private static final int EXCERPT = 300;

  private RowAnswers() {}

  /// All columns, or those that are named.
  ///
  /// @throws IllegalArgumentException when one is not there
  static List<String> columns(MapState state, List<String> named) {
    if (named == null) {
      return state.data().schema().columns().stream().map(Column::name).toList();
    }
    named.forEach(name -> state.data().schema().column(name));
    return named;
  }

  /// @param cut texts at most so long; 0 for whole
  public static ObjectNode rows(MapState state, int[] rows, List<String> columns, int cut) {
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("columns");
    columns.forEach(names::add);
    ArrayNode found = answer.putArray("rows");
    Set<String> wanted = new LinkedHashSet<>(columns);
    int[] live =
        Arrays.stream(rows)
            .filter(row -> state.live(state.checked(row)))
            .map(state::ordinal)
            .toArray();
    String[] ids = state.data().ids(live);
    int at = 0;
    for (int row : rows) {
      ObjectNode node = found.addObject().put("row", row);
      if (state.live(row)) {
        node.put("id", ids[at]);
        Map<String, Object> values = state.data().values(live[at++], wanted);
        ArrayNode each = node.putArray("values");
        columns.forEach(column -> each.add(Json.value(values.get(column), cut)));
      } else {
        node.putNull("id");
      }
    }
    return answer;
  }

  static ObjectNode datum(MapState state, int row) {
    int ordinal = state.ordinal(row);
    ObjectNode datum = Json.object();
    datum.put("row", row).put("id", state.data().id(ordinal));
    datum.put("x", state.map().columns().x()[row]).put("y", state.map().columns().y()[row]);
    values(state, ordinal, datum.putArray("values"));
    topics(state, row, datum.putArray("topics"));
    ArrayNode tags = datum.putArray("tags");
    state
        .datasetState()
        .tags()
        .forEach((name, set) -> {
          if (set.contains(ordinal)) {
            tags.add(name);
          }
        });
    duplicate(state, ordinal, datum);
    return datum;
  }

  private static void values(MapState state, int ordinal, ArrayNode into) {
    List<Column> columns = state.data().schema().columns();
    Set<String> names = new LinkedHashSet<>(columns.stream().map(Column::name).toList());
    Map<String, Object> values = state.data().values(ordinal, names);
    for (Column column : columns) {
      ObjectNode value = into.addObject();
      value.put("column", column.name()).put("type", ColumnTypes.plainType(column));
      value.set("value", Json.value(values.get(column.name()), 0));
    }
  }

  private static void topics(MapState state, int row, ArrayNode into) {
    int deepest = state.map().columns().topic()[row];
    if (deepest == 0) {
      return;
    }
    List<Topic> path = new ArrayList<>(state.map().tree().ancestors(deepest));
    path.add(state.map().tree().topic(deepest));
    path.forEach(topic ->
        into.addObject()
            .put("id", topic.id())
            .put("depth", topic.depth())
            .put("label", topic.label()));
  }

  private static void duplicate(MapState state, int ordinal, ObjectNode datum) {
    if (!state.hasDuplicates()) {
      datum.putNull("duplicate");
      return;
    }
    MapDuplicates.Columns found = state.duplicateColumns(OptionalDouble.empty());
    int place = Arrays.binarySearch(state.liveOrdinals(), ordinal);
    int retained = found.retained()[place];
    DuplicateClass kind = found.classes()[place];
    ObjectNode duplicate = datum.putObject("duplicate").put("class", kind.label());
    duplicate
        .putObject("retained")
        .put("row", state.liveRows()[retained])
        .put("id", state.data().id(state.liveOrdinals()[retained]));
    duplicate.put("distance", found.distances()[place]);
    duplicate.put(
        "size",
        kind == DuplicateClass.SINGLETON
            ? 1
            : IntStream.of(found.retained()).filter(each -> each == retained).count());
  }

  static ObjectNode neighbours(MapState state, int row, int k, String textColumn) {
    String id = state.data().id(state.ordinal(row));
    MapEmbeddings.Neighbors nearest =
        state
            .map()
            .embeddings()
            .vectorSearch(List.of(id), Math.clamp(k, 1, MOST_NEIGHBOURS))
            .getFirst();
    ArrayNode into = Json.object().putArray("neighbours");
    int[] ordinals = state.data().ordinals(List.of(nearest.ids()));
    for (int i = 0; i < ordinals.length; i++) {
      ObjectNode neighbour = into.addObject();
      Json.row(neighbour, state.row(ordinals[i]));
      neighbour.put("id", nearest.ids()[i]);
      Json.number(neighbour, "distance", nearest.distances()[i]);
      neighbour.put("text", excerpt(state, ordinals[i], textColumn));
    }
    ObjectNode answer = Json.object();
    answer.set("neighbours", into);
    return answer;
  }

  /// The beginning of what a card shows first, or null.
  static String excerpt(MapState state, int ordinal, String textColumn) {
    if (textColumn == null) {
      return null;
    }
    Object text = state.data().values(ordinal, Set.of(textColumn)).get(textColumn);
    return text == null ? null : Json.cut(text.toString(), EXCERPT);
  }

  static ObjectNode find(MapState state, String id) {
    OptionalInt ordinal = state.data().ordinal(id);
    if (ordinal.isEmpty()) {
      throw new Refusal(Kind.MISSING, "there is no datum '%s'".formatted(Json.cut(id, 100)));
    }
    ObjectNode found = Json.object();
    Json.row(found, state.row(ordinal.getAsInt()));
    return found.put("id", id);
  }
}
