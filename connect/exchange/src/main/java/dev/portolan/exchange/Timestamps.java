package dev.portolan.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Moments out of ISO-8601 dates and date-times, in microseconds UTC.
///
/// `2024-05-01`, `2024-05-01T12:30`, `2024-05-01 12:30:15.123456Z`, `…+02:00`, `…+02`.
/// Hand-written: a formatter costs 50 ms at its first use and a microsecond at each.
final class Timestamps {
  private static final int YEAR_DIGITS = 4;
  private static final int NANOS_PER_MICRO = 1000;

  /// A moment and how it was written.
  ///
  /// @param zoned whether a zone stood with it; without one it is UTC
  /// @param cut whether digits finer than a microsecond were cut
  record Moment(Instant instant, boolean zoned, boolean cut) {}

  private final String text;
  private int at;
  private int nanos;

  private Timestamps(String text) {
    this.text = text;
  }

  /// The moment a text names, null when it names none between the years 0001 and 9999.
  static Moment parse(String text) {
    if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    try {
      return new Timestamps(text).read();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// The first moment of a year 1 to 9999, null for any other number.
  static Instant year(long year) {
    return year < 1 || year > 9999
        ? null
        : LocalDate.of((int) year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private Moment read() {
    int year = digits(YEAR_DIGITS);
    expect('-');
    int month = digits(2);
    expect('-');
    LocalDate date = LocalDate.of(year, month, digits(2));
    LocalDateTime local = at == text.length() ? date.atStartOfDay() : time(date);
    boolean zoned = at < text.length();
    Instant instant = local.toInstant(zoned ? zone() : ZoneOffset.UTC);
    if (at != text.length() || !inRange(instant)) {
      return null;
    }
    int finer = nanos % NANOS_PER_MICRO;
    return new Moment(instant.minusNanos(finer), zoned, finer != 0);
  }

  private LocalDateTime time(LocalDate date) {
    if (text.charAt(at) != 'T' && text.charAt(at) != 't' && text.charAt(at) != ' ') {
      throw new DateTimeException("no time");
    }
    at++;
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    int second = 0;
    if (next(':')) {
      second = digits(2);
      if (next('.') || next(',')) {
        nanos = fraction();
      }
    }
    return date.atTime(hour, minute, second, nanos);
  }

  private int fraction() {
    int value = 0;
    int count = 0;
    while (at < text.length() && digit(text.charAt(at)) && count < 9) {
      value = 10 * value + text.charAt(at++) - '0';
      count++;
    }
    if (count == 0) {
      throw new DateTimeException("no fraction");
    }
    for (; count < 9; count++) {
      value *= 10;
    }
    return value;
  }

  private ZoneOffset zone() {
    if (next('Z') || next('z')) {
      return ZoneOffset.UTC;
    }
    int sign = next('-') ? -1 : 1;
    if (sign > 0) {
      expect('+');
    }
    int hours = digits(2);
    int minutes = 0;
    if (next(':') || at < text.length()) {
      minutes = digits(2);
    }
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      if (at == text.length() || !digit(text.charAt(at))) {
        throw new DateTimeException("no digit");
      }
      value = 10 * value + text.charAt(at) - '0';
    }
    return value;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private void expect(char c) {
    if (!next(c)) {
      throw new DateTimeException("no " + c);
    }
  }

  private boolean next(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private static boolean inRange(Instant instant) {
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year >= 1 && year <= 9999;
  }
}
