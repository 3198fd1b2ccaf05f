package dev.portolan.storage;

import java.time.Instant;

/// A value that a question compares a column with, in the column's type.
final class ColumnValue {
  private ColumnValue() {}

  static long whole(Column column, Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    throw other(column, value, "whole numbers");
  }

  /// Any number; whole ones too.
  static double real(Column column, Object value) {
    if (value instanceof Number number && !Double.isNaN(number.doubleValue())) {
      return number.doubleValue();
    }
    throw other(column, value, "numbers");
  }

  static boolean bool(Column column, Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw other(column, value, "true or false");
  }

  static long micros(Column column, Object value) {
    if (value instanceof Instant moment) {
      return DatumDocument.micros(moment);
    }
    throw other(column, value, "timestamps");
  }

  static String category(Column column, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw other(column, value, "strings");
  }

  private static IllegalArgumentException other(Column column, Object value, String takes) {
    return new IllegalArgumentException(
        "column '%s' is compared with %s, not with %s%s; convert the value"
            .formatted(
                column.name(),
                takes,
                value == null ? "nothing" : "'" + value + "'",
                value == null ? "" : " (" + value.getClass().getSimpleName() + ")"));
  }
}
