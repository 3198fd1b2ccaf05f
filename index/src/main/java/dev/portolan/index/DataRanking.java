package dev.portolan.index;

import dev.portolan.index.duplicates.Ranking;
import dev.portolan.index.duplicates.Retention;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.ValueReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// In which order data are retained among their duplicates, by their age or by a column.
final class DataRanking {
  private DataRanking() {}

  /// Costs one value of every datum where a column decides.
  ///
  /// @param ordinals `[n]`, ascending: the rows
  /// @throws IllegalArgumentException when the column does not exist or cannot be ordered so
  static Ranking of(DataSnapshot data, int[] ordinals, Retention retention) {
    return switch (retention) {
      case Retention.Oldest() -> Ranking.byAge(ordinals.length);
      case Retention.Newest() ->
          Ranking.of(
              IntStream.range(0, ordinals.length).map(i -> ordinals.length - 1 - i).toArray());
      case Retention.Highest(String column) ->
          Ranking.descending(values(data, ordinals, column, number(data, column, 1)));
      case Retention.Lowest(String column) ->
          Ranking.descending(values(data, ordinals, column, number(data, column, -1)));
      case Retention.Longest(String column) -> {
        requireText(data, column);
        yield Ranking.descending(values(data, ordinals, column, text -> codePoints((String) text)));
      }
    };
  }

  /// NaN where a value is unset.
  private static double[] values(
      DataSnapshot data, int[] ordinals, String column, ToDoubleFunction<Object> figure) {
    ValueReader reader = data.valueReader(Set.of(column));
    double[] values = new double[ordinals.length];
    Arrays.setAll(
        values,
        row -> {
          Object value = reader.values(ordinals[row]).get(column);
          return value == null ? Double.NaN : figure.applyAsDouble(value);
        });
    return values;
  }

  private static double codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static ToDoubleFunction<Object> number(DataSnapshot data, String column, int sign) {
    return switch (data.schema().column(column)) {
      case Column.Integer64 _ -> value -> sign * (double) (Long) value;
      case Column.Real64 _ -> value -> sign * (Double) value;
      case Column.Bool _ -> value -> sign * ((Boolean) value ? 1.0 : 0.0);
      case Column.Timestamp _ ->
          value -> sign * (double) ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value);
      case Column other ->
          throw new IllegalArgumentException(
              "column '%s' is of type %s, which has no highest or lowest value; retain by a column of numbers or moments, or longest:%s"
                  .formatted(column, other.getClass().getSimpleName(), column));
    };
  }

  private static void requireText(DataSnapshot data, String column) {
    Column found = data.schema().column(column);
    if (!(found instanceof Column.Text || found instanceof Column.Category)) {
      throw new IllegalArgumentException(
          "column '%s' is of type %s and holds no text; retain by highest:%s, or name a text column"
              .formatted(column, found.getClass().getSimpleName(), column));
    }
  }
}
