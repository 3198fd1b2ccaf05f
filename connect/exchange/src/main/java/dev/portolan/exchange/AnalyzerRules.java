package dev.portolan.exchange;

import dev.portolan.storage.Column;
import dev.portolan.storage.TextAnalysis;
import java.util.Map;

/// What the options say about the analyzers of texts, held against the types columns have.
///
/// @param types see [Settled]
record AnalyzerRules(ImportOptions options, Map<String, ValueType> types) {

  /// @throws ImportException when a column has no analyzer, or another one in the dataset
  void check() {
    options.analyzers().keySet().forEach(this::checkText);
    if (options.analyzer() != null && !types.containsValue(ValueType.TEXT)) {
      throw file()
          .error(
              "there is no text column for --analyzer %s; drop it, or name one with --text",
              options.analyzer());
    }
    if (options.into() != null) {
      types.forEach((column, type) -> {
        if (type == ValueType.TEXT) {
          checkExisting(column);
        }
      });
    }
  }

  /// The analyzer of a text column.
  String of(String column) {
    return asked(column, TextAnalysis.DEFAULT);
  }

  private String asked(String column, String otherwise) {
    String forAll = options.analyzer() == null ? otherwise : options.analyzer();
    return options.analyzers().getOrDefault(column, forAll);
  }

  private void checkText(String column) {
    ValueType type = types.get(column);
    if (type != ValueType.TEXT) {
      throw file()
          .error(
              "column '%s' is %s, and only texts have an analyzer; drop --analyzer %s=%s%s",
              column,
              type == null ? "the id" : type.article() + " column",
              column,
              options.analyzers().get(column),
              type == null ? "" : ", or make it a text with --text " + column);
    }
  }

  private void checkExisting(String column) {
    String there = ((Column.Text) options.into().column(options.named(column))).analyzer();
    String asked = asked(column, there);
    if (!asked.equals(there)) {
      throw file()
          .error(
              "column '%s' is asked for with the analyzer %s, the dataset has it with %s; "
                  + "drop --analyzer, as texts are split once",
              column, asked, there);
    }
  }

  private Place file() {
    return Place.whole(options.file());
  }
}
