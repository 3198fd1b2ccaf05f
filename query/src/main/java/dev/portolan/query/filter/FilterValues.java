package dev.portolan.query.filter;

import dev.portolan.storage.Column;
import java.time.Instant;

/// The values a filter compares with: strings, whole numbers, numbers, truth values, moments.
final class FilterValues {
  private FilterValues() {}

  /// A value as filters keep it: whole numbers as `Long`, others as `Double`.
  static Object plain(String column, Object value) {
    return switch (value) {
      case null -> null;
      case Integer whole -> whole.longValue();
      case Short whole -> whole.longValue();
      case Byte whole -> whole.longValue();
      case Float real -> finite(column, real.doubleValue());
      case Double real -> finite(column, real);
      case String _, Long _, Boolean _, Instant _ -> value;
      default ->
          throw new IllegalArgumentException(
              "column '%s' is compared with '%s' (%s); give a string, a number, a truth value or an Instant"
                  .formatted(column, value, value.getClass().getSimpleName()));
    };
  }

  private static Double finite(String column, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "column '%s' is compared with %s; give a finite number, or leave that end of the range out"
              .formatted(column, value));
    }
    return value;
  }

  /// A value for a column of the schema: a timestamp column takes ISO-8601 texts too.
  ///
  /// @param last whether a date without a time means its last moment
  static Object of(Column column, Object value, boolean last) {
    return column instanceof Column.Timestamp && value instanceof String text
        ? last ? Moment.last(text) : Moment.first(text)
        : value;
  }
}
