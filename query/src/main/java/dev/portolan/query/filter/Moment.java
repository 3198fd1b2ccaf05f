package dev.portolan.query.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/// A moment written as ISO-8601: a date, or a date and time; UTC without a zone.
public final class Moment {
  private Moment() {}

  /// A date means its first moment.
  ///
  /// @throws IllegalArgumentException when the text is no moment
  public static Instant first(String text) {
    return moment(text, false);
  }

  /// A date means its last moment, to the microsecond.
  ///
  /// @throws IllegalArgumentException when the text is no moment
  public static Instant last(String text) {
    return moment(text, true);
  }

  private static Instant moment(String text, boolean last) {
    try {
      if (text.indexOf('T') < 0) {
        LocalDate day = LocalDate.parse(text);
        return last
            ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(1, ChronoUnit.MICROS)
            : day.atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' is no moment; give ISO-8601, such as 2026-03-31 or 2026-03-31T12:00:00Z"
              .formatted(text),
          e);
    }
  }
}
