package dev.portolan.storage;

/// Columns by the name of their type, as commands and schemas write it.
public final class ColumnTypes {
  private ColumnTypes() {}

  /// @param type `text`, `text:ANALYZER`, `category`, `integer`, `real`, `bool`, `timestamp` or
  ///   `categories`
  /// @throws IllegalArgumentException when there is no such type or analyzer
  public static Column column(String name, String type) {
    int colon = type.indexOf(':');
    return switch (colon < 0 ? type : type.substring(0, colon)) {
      case "text" -> {
        String analyzer = colon < 0 ? TextAnalysis.DEFAULT : type.substring(colon + 1);
        TextAnalysis.named(analyzer);
        yield new Column.Text(name, analyzer);
      }
      case "category" -> new Column.Category(name);
      case "integer" -> new Column.Integer64(name);
      case "real" -> new Column.Real64(name);
      case "bool" -> new Column.Bool(name);
      case "timestamp" -> new Column.Timestamp(name);
      case "categories" -> new Column.Categories(name);
      default ->
          throw new IllegalArgumentException(
              "column '%s': there is no type '%s'; the types are text, category, integer, real, bool, timestamp, categories"
                  .formatted(name, type));
    };
  }

  /// The type of a column, as [#column] takes it.
  public static String type(Column column) {
    return column instanceof Column.Text text
        ? "text:" + text.analyzer()
        : SchemaJson.typeName(column);
  }

  /// The type of a column without its analyzer.
  public static String plainType(Column column) {
    return SchemaJson.typeName(column);
  }

  /// The type of a column as a sentence has it: "a timestamp".
  static String withArticle(Column column) {
    return switch (column) {
      case Column.Text _ -> "a text";
      case Column.Category _ -> "a category";
      case Column.Integer64 _ -> "an integer";
      case Column.Real64 _ -> "a real number";
      case Column.Bool _ -> "a yes-or-no";
      case Column.Timestamp _ -> "a timestamp";
      case Column.Categories _ -> "a list of categories";
    };
  }
}
