package dev.portolan.jdbc.plan;

import dev.portolan.query.filter.Filter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.calcite.sql.SqlKind;

/// Conditions on moments: SQL sees them in whole milliseconds, the store keeps microseconds.
final class Moments {
  private static final long MICROS = 1000;

  private Moments() {}

  /// A moment as SQL sees it.
  static long millis(long micros) {
    return Math.floorDiv(micros, MICROS);
  }

  static Filter oneOf(String column, List<Object> millis) {
    return new Filter.Or(
        millis.stream().map(moment -> within(column, ((Number) moment).longValue())).toList());
  }

  private static Filter within(String column, long millis) {
    return Filter.between(column, first(millis), last(millis));
  }

  static Filter range(String column, SqlKind kind, long millis) {
    return switch (kind) {
      case LESS_THAN, GREATER_THAN_OR_EQUAL -> Conditions.range(column, kind, first(millis));
      default -> Conditions.range(column, kind, last(millis));
    };
  }

  private static Instant first(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private static Instant last(long millis) {
    return Instant.ofEpochMilli(millis).plus(MICROS - 1, ChronoUnit.MICROS);
  }
}
