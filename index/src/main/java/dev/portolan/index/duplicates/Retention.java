package dev.portolan.index.duplicates;

import java.util.Optional;

/// Who of a cluster of duplicates is retained.
///
/// The rule gives every datum a rank; whoever ranks first among its duplicates stays. Ties, and
/// data whose value is unset, which rank last, go by age: the older first.
public sealed interface Retention {
  /// The datum that came first.
  record Oldest() implements Retention {}

  /// The datum that came last.
  record Newest() implements Retention {}

  /// The datum with the highest value.
  ///
  /// @param column of numbers, moments or truth values
  record Highest(String column) implements Retention {
    public Highest {
      requireColumn(column);
    }
  }

  /// The datum with the lowest value.
  ///
  /// @param column of numbers, moments or truth values
  record Lowest(String column) implements Retention {
    public Lowest {
      requireColumn(column);
    }
  }

  /// The datum with the longest text, in code points.
  ///
  /// @param column of texts or categories
  record Longest(String column) implements Retention {
    public Longest {
      requireColumn(column);
    }
  }

  /// The column the rule looks at; empty where age decides.
  default Optional<String> byColumn() {
    return switch (this) {
      case Oldest(), Newest() -> Optional.empty();
      case Highest(String name) -> Optional.of(name);
      case Lowest(String name) -> Optional.of(name);
      case Longest(String name) -> Optional.of(name);
    };
  }

  /// The same rule by the same column under another name.
  default Retention renamed(String name) {
    return switch (this) {
      case Oldest(), Newest() -> this;
      case Highest(_) -> new Highest(name);
      case Lowest(_) -> new Lowest(name);
      case Longest(_) -> new Longest(name);
    };
  }

  /// As people write it: `oldest`, `newest`, `highest:votes`, `lowest:price`, `longest:body`.
  default String text() {
    return switch (this) {
      case Oldest() -> "oldest";
      case Newest() -> "newest";
      case Highest(String column) -> "highest:" + column;
      case Lowest(String column) -> "lowest:" + column;
      case Longest(String column) -> "longest:" + column;
    };
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws IllegalArgumentException when it is no rule
  static Retention of(String text) {
    int colon = text.indexOf(':');
    String rule = colon < 0 ? text : text.substring(0, colon);
    String column = colon < 0 ? null : text.substring(colon + 1);
    if (column == null) {
      switch (rule) {
        case "oldest" -> {
          return new Oldest();
        }
        case "newest" -> {
          return new Newest();
        }
        default -> throw unknown(text);
      }
    }
    return switch (rule) {
      case "highest" -> new Highest(column);
      case "lowest" -> new Lowest(column);
      case "longest" -> new Longest(column);
      default -> throw unknown(text);
    };
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        ("'%s' says not who is retained; give oldest, newest, highest:COLUMN, lowest:COLUMN or"
                + " longest:COLUMN")
            .formatted(text));
  }

  private static void requireColumn(String column) {
    if (column == null || column.isEmpty()) {
      throw new IllegalArgumentException(
          "who is retained depends on a column; name one, as in highest:votes");
    }
  }
}
