package dev.portolan.query;

import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.NumberCounts;
import dev.portolan.storage.Selected;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How the data that a filter selects spread over the values of a column.
///
/// Reads the column once per question, on all cores. Valid while its snapshot is open; safe for
/// many threads.
public final class Facets {
  private static final int MOST_BINS = 100_000;

  private final DataSnapshot data;
  private final Selected within;

  Facets(DataSnapshot data, Selected within) {
    this.data = data;
    this.within = within;
  }

  /// How many data have a category.
  public record CategoryCount(String category, int count) {}

  /// How many data lie in a part of a range.
  ///
  /// @param from least value, included
  /// @param to end, not included but in the last bin
  public record Bin<T>(T from, T to, int count) {}

  /// The categories of a column by how many data have them, largest first, ties by name.
  ///
  /// @throws IllegalArgumentException when the column has no categories
  public List<CategoryCount> categories(String column) {
    return data.counts(column, within).categories().entrySet().stream()
        .map(entry -> new CategoryCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt(CategoryCount::count)
                .reversed()
                .thenComparing(CategoryCount::category))
        .toList();
  }

  /// The numbers of a column in bins of equal width from the least to the greatest.
  ///
  /// @param bins at least 1
  /// @return none where no datum has a value, one where all have the same
  /// @throws IllegalArgumentException when the column has no numbers
  public List<Bin<Double>> histogram(String column, int bins) {
    if (bins < 1 || bins > MOST_BINS) {
      throw new IllegalArgumentException("%d bins: ask for 1 to %,d".formatted(bins, MOST_BINS));
    }
    if (data.schema().column(column) instanceof Column.Timestamp) {
      throw new IllegalArgumentException(
          "column '%s' is a timestamp; ask for its histogram by a step of the calendar"
              .formatted(column));
    }
    NumberCounts numbers = data.counts(column, within).numbers();
    NumberCounts.Extent extent = numbers.extent();
    if (extent.count() == 0) {
      return List.of();
    }
    int parts = extent.least() == extent.greatest() ? 1 : bins;
    double[] edges = new double[parts + 1];
    for (int i = 0; i < parts; i++) {
      edges[i] = extent.least() + (extent.greatest() - extent.least()) * i / parts;
    }
    edges[parts] = extent.greatest();
    int[] counted = numbers.histogram(edges);
    List<Bin<Double>> histogram = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      histogram.add(new Bin<>(edges[i], edges[i + 1], counted[i]));
    }
    return histogram;
  }

  /// The moments of a column by steps of the calendar, from the first to the last that has data.
  ///
  /// @throws IllegalArgumentException when the column is no timestamp, or there are more than
  ///   100,000 steps
  public List<Bin<Instant>> histogram(String column, TimeStep step) {
    if (!(data.schema().column(column) instanceof Column.Timestamp)) {
      throw new IllegalArgumentException(
          "column '%s' is no timestamp; ask for its histogram by a number of bins"
              .formatted(column));
    }
    NumberCounts numbers = data.counts(column, within).numbers();
    NumberCounts.Extent extent = numbers.extent();
    if (extent.count() == 0) {
      return List.of();
    }
    List<Instant> starts =
        step.starts(
            column,
            Instant.EPOCH.plus((long) extent.least(), ChronoUnit.MICROS),
            Instant.EPOCH.plus((long) extent.greatest(), ChronoUnit.MICROS));
    int[] counted =
        numbers.histogram(
            starts.stream()
                .mapToDouble(at -> ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .toArray());
    List<Bin<Instant>> histogram = new ArrayList<>();
    for (int i = 0; i + 1 < starts.size(); i++) {
      histogram.add(new Bin<>(starts.get(i), starts.get(i + 1), counted[i]));
    }
    return histogram;
  }
}
