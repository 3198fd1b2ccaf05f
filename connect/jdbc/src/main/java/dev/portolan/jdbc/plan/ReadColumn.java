package dev.portolan.jdbc.plan;

/// A column that a [DatasetScan] brings.
sealed interface ReadColumn {
  /// As EXPLAIN shows it.
  String text();

  /// Whether it may need the map.
  default boolean asksMap() {
    return switch (this) {
      case Stored(_, DatasetColumn column) -> column.ofMap();
      case Holds _ -> true;
      case Ordinal _, Distance _ -> false;
    };
  }

  /// A column of the dataset.
  ///
  /// @param field its place in the dataset's table
  record Stored(int field, DatasetColumn column) implements ReadColumn {
    @Override
    public String text() {
      return column.name();
    }
  }

  /// The number the store knows a datum by, for conditions that the store cannot tell alone.
  record Ordinal() implements ReadColumn {
    @Override
    public String text() {
      return "ordinal";
    }
  }

  /// The distance of each vector to another, in the dataset's metric.
  ///
  /// @param negated whether the negated distance is meant: the inner product
  record Distance(String text, Constant vector, boolean negated) implements ReadColumn {
    boolean same(Distance other) {
      return text.equals(other.text);
    }
  }

  /// Whether a condition holds that only the store can tell.
  ///
  /// @param fails selects the data for which it does not; for the rest it is unknown
  record Holds(String text, Condition holds, Condition fails) implements ReadColumn {}
}
