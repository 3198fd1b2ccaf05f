package dev.portolan.explorer.api;

import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Column;
import dev.portolan.storage.ColumnTypes;
import dev.portolan.storage.ColumnValues;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a page must know about columns before it asks for one.
final class ColumnFacts {
  private static final int SAMPLE = 60;
  private static final List<String> PICTURES = List.of(".png", ".jpg", ".jpeg", ".gif", ".webp");

  private final MapState state;
  private final boolean paths;

  /// @param paths whether paths of pictures may be read
  ColumnFacts(MapState state, boolean paths) {
    this.state = state;
    this.paths = paths;
  }

  /// Name, type and whether it holds pictures; the same time for any number of data.
  ArrayNode plain() {
    ArrayNode facts = Json.object().putArray("columns");
    for (Column column : state.data().schema().columns()) {
      ObjectNode fact = facts.addObject();
      fact.put("name", column.name()).put("type", ColumnTypes.plainType(column));
      String image = image(column);
      if (image != null) {
        fact.put("image", image);
      }
    }
    return facts;
  }

  /// Besides, how many are unset and what values there are; about 50 ns a datum and column.
  ///
  /// @param plain what [#plain] says of the same state
  ArrayNode counted(ArrayNode plain) {
    ArrayNode facts = plain.deepCopy();
    List<Column> columns = state.data().schema().columns();
    for (int i = 0; i < columns.size(); i++) {
      values(columns.get(i), (ObjectNode) facts.get(i));
    }
    return facts;
  }

  private void values(Column column, ObjectNode fact) {
    ColumnValues values = new ColumnValues(state.data(), column.name());
    int live = state.liveOrdinals().length;
    switch (column) {
      case Column.Text _ ->
          fact.put("nulls", state.datasetState().now().count(Filter.isSet(column.name()).not()));
      case Column.Integer64 _, Column.Real64 _, Column.Timestamp _ -> {
        Extent extent = Extent.of(values.numbers(state.liveOrdinals()));
        fact.put("nulls", live - extent.count());
        extent.into(fact);
      }
      case Column.Category _, Column.Categories _, Column.Bool _ -> {
        ColumnValues.Categories found = values.categories(state.liveOrdinals());
        long set =
            IntStream.range(0, live).filter(i -> found.start()[i] < found.start()[i + 1]).count();
        fact.put("nulls", live - set).put("distinct", found.dictionary().size());
      }
    }
  }

  /// `path`, `png` or null, by the values of some data.
  String image(Column column) {
    if (!(column instanceof Column.Text) && !(column instanceof Column.Category)) {
      return null;
    }
    List<String> sample = sample(column.name());
    if (!sample.isEmpty() && sample.stream().allMatch(Images::encoded)) {
      return "png";
    }
    return paths && !sample.isEmpty() && sample.stream().allMatch(ColumnFacts::picture)
        ? "path"
        : null;
  }

  private static boolean picture(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return value.length() < 1024 && PICTURES.stream().anyMatch(lower::endsWith);
  }

  /// Set values of data spread over the map.
  private List<String> sample(String column) {
    int[] live = state.liveOrdinals();
    int step = Math.max(1, live.length / SAMPLE);
    return IntStream.range(0, Math.min(SAMPLE, live.length))
        .mapToObj(i -> state.data().values(live[i * step], Set.of(column)))
        .map((Map<String, Object> values) -> values.get(column))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /// The column a card shows first: what topics are labelled from, else the longest texts; null
  /// where there is no text.
  String textColumn() {
    String labels = state.map().options().labelField();
    if (labels != null && state.data().schema().find(labels).isPresent()) {
      return labels;
    }
    String longest = null;
    double most = -1;
    for (Column column : state.data().schema().columns()) {
      if (column instanceof Column.Text && image(column) == null) {
        double length = sample(column.name()).stream().mapToInt(String::length).average().orElse(0);
        if (length > most) {
          longest = column.name();
          most = length;
        }
      }
    }
    return longest;
  }
}
