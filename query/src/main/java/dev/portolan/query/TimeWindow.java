package dev.portolan.query;

import dev.portolan.query.filter.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;

/// A span of time, both ends included.
///
/// @param from not after `to`
public record TimeWindow(Instant from, Instant to) {
  private static final String BETWEEN = "..";
  private static final int MICROS = 1_000_000;

  /// Beyond every timestamp, and micros of it fit a long.
  private static final long FAR = 1_000_000_000_000L;

  public TimeWindow {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "a window from %s to %s ends before it begins; swap its ends".formatted(from, to));
    }
  }

  /// The window of all time.
  public static TimeWindow all() {
    return new TimeWindow(Instant.MIN, Instant.MAX);
  }

  /// A window as people write it: a year, a quarter, a month, a day or a moment, or two of these
  /// with `..` between, from the start of the first to the end of the second; UTC without a zone.
  ///
  /// `2025`, `2025-Q4`, `2025-12`, `2025-12-24`, `2025-12..2026-01-15T12:00:00Z`.
  ///
  /// @throws IllegalArgumentException when the text is none of these
  public static TimeWindow parse(String text) {
    int between = text.indexOf(BETWEEN);
    String first = between < 0 ? text : text.substring(0, between);
    String last = between < 0 ? text : text.substring(between + BETWEEN.length());
    Instant from;
    Instant to;
    try {
      from = Moment.first(day(first.strip(), false));
      to = Moment.last(day(last.strip(), true));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no window of time; give a year, quarter, month or day, such as 2025, 2025-Q4, 2025-12 or 2025-12-24, or two of them as 2025-12-24..2026-01-06"
              .formatted(text),
          e);
    }
    return new TimeWindow(from, to);
  }

  /// The first or last day of a year, quarter or month; anything else as it is.
  private static String day(String text, boolean last) {
    YearMonth month;
    if (text.matches("\\d{4}")) {
      month = Year.parse(text).atMonth(last ? 12 : 1);
    } else if (text.matches("\\d{4}-[Qq][1-4]")) {
      int quarter = text.charAt(text.length() - 1) - '0';
      month = Year.parse(text.substring(0, 4)).atMonth(3 * quarter - (last ? 0 : 2));
    } else if (text.matches("\\d{4}-\\d{2}")) {
      month = YearMonth.parse(text);
    } else {
      return text;
    }
    return (last ? month.atEndOfMonth() : month.atDay(1)).toString();
  }

  /// The first whole microsecond in it since 1970.
  long firstMicros() {
    return micros(from, 999);
  }

  /// The last one.
  long lastMicros() {
    return micros(to, 0);
  }

  private static long micros(Instant at, int roundedBy) {
    return at.getEpochSecond() > FAR || at.getEpochSecond() < -FAR
        ? Long.signum(at.getEpochSecond()) * Long.MAX_VALUE
        : at.getEpochSecond() * MICROS + (at.getNano() + roundedBy) / 1000;
  }

  @Override
  public String toString() {
    return from + " to " + to;
  }
}
