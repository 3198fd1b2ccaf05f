package dev.portolan.exchange;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the values of one column have shown so far, and the type that follows.
///
/// A type is possible until a value speaks against it. Strings are a category when there are few:
/// at most [#MAX_CATEGORIES] different ones of at most [#MAX_CATEGORY_CHARS] characters, each on
/// [#MIN_ROWS_PER_CATEGORY] rows on average; else a text.
final class ColumnFacts {
  static final int MAX_CATEGORIES = 1000;
  static final int MAX_CATEGORY_CHARS = 100;
  static final int MIN_ROWS_PER_CATEGORY = 20;

  private final String name;
  private final ValueType asked;
  private final Set<ValueType> possible = EnumSet.complementOf(EnumSet.of(ValueType.CATEGORY));
  private final Set<ValueType> left = EnumSet.noneOf(ValueType.class);
  private Set<String> different = new HashSet<>();
  private long set;
  private long unzoned;
  private long cut;
  private long years;
  private Cell first;
  private Place firstPlace;
  private Cell against;
  private Place againstPlace;

  /// @param name what the file calls the column
  /// @param asked the type the user named, null when it is to be inferred
  ColumnFacts(String name, ValueType asked) {
    this.name = name;
    this.asked = asked;
  }

  /// Refuses a value that the column cannot hold beside those observed so far.
  void check(Cell cell, RowSource row) {
    if (asked != null) {
      if (asked.read(cell) == null) {
        throw misfit(cell, row.place());
      }
      return;
    }
    left.clear();
    left.addAll(possible);
    left.removeIf(type -> !type.fits(cell));
    if (left.isEmpty()) {
      throw impossible(cell, row.place());
    }
  }

  /// Takes the value that was just checked into account.
  void observe(Cell cell, RowSource row) {
    set++;
    if (asked == null) {
      infer(cell, row);
    }
    if (asked == ValueType.TIMESTAMP || asked == null && possible.contains(ValueType.TIMESTAMP)) {
      noteMoment(cell);
    }
  }

  private void infer(Cell cell, RowSource row) {
    if (first == null) {
      first = cell;
      firstPlace = row.place();
    }
    boolean open = possible.size() > 1;
    possible.retainAll(left);
    if (possible.contains(ValueType.TEXT)) {
      noteString(cell.text());
      if (open && possible.size() == 1) {
        against = cell;
        againstPlace = row.place();
      }
    }
  }

  private void noteString(String text) {
    if (different != null) {
      different.add(text);
      if (different.size() > MAX_CATEGORIES || text.length() > MAX_CATEGORY_CHARS) {
        different = null;
      }
    }
  }

  private void noteMoment(Cell cell) {
    Timestamps.Moment moment = Timestamps.parse(cell.text());
    if (moment == null) {
      years++;
      return;
    }
    unzoned += moment.zoned() ? 0 : 1;
    cut += moment.cut() ? 1 : 0;
  }

  /// The type of the column, now that every value is known.
  ValueType settle() {
    if (asked != null) {
      return asked;
    }
    if (set == 0) {
      return ValueType.CATEGORY;
    }
    ValueType strongest = possible.iterator().next();
    return strongest == ValueType.TEXT && fewStrings() ? ValueType.CATEGORY : strongest;
  }

  private boolean fewStrings() {
    return different != null && set >= (long) MIN_ROWS_PER_CATEGORY * different.size();
  }

  /// Why it is that type, for the report.
  String why() {
    if (asked != null) {
      return "as asked";
    }
    if (set == 0) {
      return "unset in every row";
    }
    return switch (settle()) {
      case CATEGORY -> "%d different values in %d".formatted(different.size(), set) + exception();
      case TEXT ->
          (different == null
                  ? "long or many different values"
                  : "%d different values in only %d".formatted(different.size(), set))
              + exception();
      case INTEGER -> "every value is an integer of 64 bits";
      case REAL -> "every value is a number";
      case BOOL -> "every value is true or false";
      case TIMESTAMP -> "every value is an ISO-8601 date or date-time";
      case CATEGORIES -> "every value is a list of strings";
    };
  }

  /// The value that made a column of other things a column of strings; empty for strings all along.
  private String exception() {
    return againstPlace == null || againstPlace.equals(firstPlace)
        ? ""
        : "; nothing narrower, as %s has %s"
            .formatted(againstPlace.within(), Place.shown(against.text()));
  }

  long set() {
    return set;
  }

  /// What the report says of the values beyond their type.
  List<String> notes() {
    if (settle() != ValueType.TIMESTAMP) {
      return List.of();
    }
    return Stream.of(
            note(unzoned, "timestamps of '%s' without a zone were read as UTC (%,d values)"),
            note(cut, "digits of '%s' finer than a microsecond were cut (%,d values)"),
            note(years, "integers of '%s' were read as years, 1 January UTC (%,d values)"))
        .filter(note -> !note.isEmpty())
        .toList();
  }

  private String note(long count, String sentence) {
    return count == 0 ? "" : sentence.formatted(name, count);
  }

  private ImportException misfit(Cell cell, Place place) {
    return place.error(
        "column '%s' is %s, but %s column %s; mend the value, or drop --%s %s",
        name, cell.shown(), asked.article(), asked.rule, asked.option, name);
  }

  private ImportException impossible(Cell cell, Place place) {
    return switch (cell.kind()) {
      case NESTED ->
          place.error(
              "column '%s' is a nested object or list, which no column holds; "
                  + "flatten it, or leave it out with --skip %s",
              name, name);
      case SCALARS ->
          place.error(
              "column '%s' is a list of other things than strings (%s); read them as strings with "
                  + "--categories %s, or leave it out with --skip %s",
              name, Place.shown(cell.text()), name, name);
      case STRINGS ->
          ValueType.CATEGORIES.fits(cell)
              ? mixed(cell, place)
              : place.error(
                  "column '%s' is a list whose parts are longer than the 32,000 bytes of a "
                      + "category; shorten them, or leave it out with --skip %s",
                  name, name);
      case INTEGER, REAL -> Numbers.fits(cell) ? mixed(cell, place) : tooLarge(cell, place);
      default -> mixed(cell, place);
    };
  }

  private ImportException tooLarge(Cell cell, Place place) {
    return place.error(
        "column '%s' is %s, which 64 bits don't hold; keep its digits with --text %s, "
            + "or leave it out with --skip %s",
        name, cell.shown(), name, name);
  }

  private ImportException mixed(Cell cell, Place place) {
    return place.error(
        "column '%s' is %s, but %s has %s and a column has one type; read all of them as strings "
            + "with --text %s, or leave it out with --skip %s",
        name, cell.shown(), firstPlace.within(), first.shown(), name, name);
  }
}
