package dev.portolan.exchange;

import dev.portolan.storage.Column;
import dev.portolan.storage.Schema;
import java.util.List;

/// The type a column's values are read as.
enum ValueType {
  BOOL("bool", "takes true or false"),
  INTEGER("integer", "takes whole numbers of 64 bits"),
  REAL("real", "takes finite numbers"),
  TIMESTAMP("timestamp", "takes ISO-8601 dates, date-times and integer years, 0001 to 9999"),
  CATEGORIES(
      "categories", "takes JSON lists such as [\"a\", \"b\"], each part of up to 32,000 bytes"),
  CATEGORY("category", "takes one string, number or boolean of up to 32,000 bytes"),
  TEXT("text", "takes one string, number or boolean");

  /// The longest category the store takes.
  private static final int MAX_CATEGORY_BYTES = 32_000;

  /// The name of the option that asks for the type.
  final String option;

  /// What a value must be, to go on after "a category column".
  final String rule;

  ValueType(String option, String rule) {
    this.option = option;
    this.rule = rule;
  }

  String article() {
    return this == INTEGER ? "an integer" : "a " + option;
  }

  static ValueType of(Column column) {
    return switch (column) {
      case Column.Text text -> TEXT;
      case Column.Category category -> CATEGORY;
      case Column.Integer64 integer -> INTEGER;
      case Column.Real64 real -> REAL;
      case Column.Bool bool -> BOOL;
      case Column.Timestamp timestamp -> TIMESTAMP;
      case Column.Categories categories -> CATEGORIES;
    };
  }

  /// @param analyzer of a text; other types have none
  void declare(Schema.Builder schema, String name, String analyzer) {
    switch (this) {
      case TEXT -> schema.text(name, analyzer);
      case CATEGORY -> schema.category(name);
      case INTEGER -> schema.integer(name);
      case REAL -> schema.real(name);
      case BOOL -> schema.bool(name);
      case TIMESTAMP -> schema.timestamp(name);
      case CATEGORIES -> schema.categories(name);
    }
  }

  /// The value of a cell as this type, null when the cell is none.
  ///
  /// Lenient, as somebody asked for the type: `007` is an integer, 1999 a year, 1 is true.
  Object read(Cell cell) {
    return switch (cell.kind()) {
      case NESTED -> null;
      case STRINGS, SCALARS -> this == CATEGORIES ? categories(cell.parts()) : null;
      default -> scalar(cell);
    };
  }

  private Object scalar(Cell cell) {
    String text = cell.text();
    return switch (this) {
      case TEXT -> text;
      case CATEGORY -> category(text) ? text : null;
      case INTEGER -> Numbers.integer(text);
      case REAL -> Numbers.real(text);
      case BOOL -> bool(text);
      case TIMESTAMP -> timestamp(text);
      case CATEGORIES -> cell.kind() == Cell.Kind.BARE ? categories(JsonCells.strings(text)) : null;
    };
  }

  /// Whether a cell looks like a value of this type to one who was not told.
  boolean fits(Cell cell) {
    return switch (cell.kind()) {
      case BARE ->
          switch (this) {
            case TEXT, CATEGORY -> true;
            case INTEGER -> Numbers.plainInteger(cell.text());
            case REAL -> Numbers.plainReal(cell.text());
            case BOOL -> truth(cell.text()) != null;
            case TIMESTAMP -> Timestamps.parse(cell.text()) != null;
            case CATEGORIES -> categories(JsonCells.strings(cell.text())) != null;
          };
      case STRING ->
          switch (this) {
            case TEXT, CATEGORY -> true;
            case TIMESTAMP -> Timestamps.parse(cell.text()) != null;
            case INTEGER, REAL, BOOL, CATEGORIES -> false;
          };
      case INTEGER -> (this == REAL || this == INTEGER) && Numbers.fits(cell);
      case REAL -> this == REAL && Numbers.fits(cell);
      case BOOL -> this == BOOL;
      case STRINGS -> this == CATEGORIES && categories(cell.parts()) != null;
      case SCALARS, NESTED -> false;
    };
  }

  /// The parts of a list, null when there are none or one is too long.
  private static List<String> categories(List<String> parts) {
    return parts != null && parts.stream().allMatch(ValueType::category)
        ? List.copyOf(parts)
        : null;
  }

  private static boolean category(String text) {
    return MAX_CATEGORY_BYTES >= 3L * text.length() || RowSize.bytes(text) <= MAX_CATEGORY_BYTES;
  }

  private static Object timestamp(String text) {
    Timestamps.Moment moment = Timestamps.parse(text);
    if (moment != null) {
      return moment.instant();
    }
    Long year = Numbers.integer(text);
    return year == null ? null : Timestamps.year(year);
  }

  private static Boolean bool(String text) {
    return switch (text) {
      case "1" -> Boolean.TRUE;
      case "0" -> Boolean.FALSE;
      default -> truth(text);
    };
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> Boolean.TRUE;
      case "false", "False", "FALSE" -> Boolean.FALSE;
      default -> null;
    };
  }
}
