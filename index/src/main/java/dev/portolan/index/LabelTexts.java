package dev.portolan.index;

import dev.portolan.index.topics.LabelSource;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.LabelWords;
import dev.portolan.storage.TextAnalysis;
import dev.portolan.storage.ValueReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What topics are named after: a text column, else category values, else numbers.
///
/// @param source of words or values
/// @param columns what they stand in, sorted; none where topics are numbered
record LabelTexts(LabelSource source, List<String> columns) {

  /// @param field the column asked for; null takes the main text, [MainText]
  /// @throws IllegalArgumentException when the column does not exist or holds no text
  static LabelTexts of(DataSnapshot data, int[] ordinals, String field) {
    Optional<Column> text = textColumn(data, field);
    if (text.isPresent()) {
      return new LabelTexts(texts(data, ordinals, text.get()), List.of(text.get().name()));
    }
    Set<String> categories =
        data.schema().columns().stream()
            .filter(c -> c instanceof Column.Category || c instanceof Column.Categories)
            .map(Column::name)
            .collect(Collectors.toUnmodifiableSet());
    return categories.isEmpty()
        ? new LabelTexts(new LabelSource.Numbers(), List.of())
        : new LabelTexts(
            categories(data, ordinals, categories), categories.stream().sorted().toList());
  }

  /// The columns as the report names them.
  String name() {
    return columns.isEmpty() ? "none" : String.join(", ", columns);
  }

  private static Optional<Column> textColumn(DataSnapshot data, String field) {
    if (field != null) {
      Column column = data.schema().column(field);
      if (!(column instanceof Column.Text || column instanceof Column.Category)) {
        throw new IllegalArgumentException(
            "label field '%s' is no text; topics are labelled from a text or category column"
                .formatted(field));
      }
      return Optional.of(column);
    }
    return MainText.of(data).map(data.schema()::column);
  }

  private static LabelSource texts(DataSnapshot data, int[] ordinals, Column column) {
    Supplier<ValueReader> reader = perThread(data, Set.of(column.name()));
    LabelWords words =
        LabelWords.of(
            column instanceof Column.Text prose
                ? TextAnalysis.named(prose.analyzer())
                : TextAnalysis.STANDARD);
    return new LabelSource.Text((row, word, gap) -> {
      Object text = reader.get().values(ordinals[row]).get(column.name());
      if (text instanceof String set) {
        words.of(set, word, gap);
      }
    });
  }

  private static LabelSource categories(DataSnapshot data, int[] ordinals, Set<String> columns) {
    Supplier<ValueReader> reader = perThread(data, columns);
    return new LabelSource.Categories((row, sink) -> {
      Map<String, Object> values = reader.get().values(ordinals[row]);
      for (Object value : values.values()) {
        if (value instanceof List<?> list) {
          list.forEach(element -> sink.accept((String) element));
        } else {
          sink.accept((String) value);
        }
      }
    });
  }

  private static Supplier<ValueReader> perThread(DataSnapshot data, Set<String> columns) {
    return ThreadLocal.withInitial(() -> data.valueReader(columns))::get;
  }
}
