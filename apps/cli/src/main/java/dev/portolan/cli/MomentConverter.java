package dev.portolan.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a moment as ISO-8601: a date, or a date and time; UTC without a zone.
final class MomentConverter {
  private MomentConverter() {}

  /// A date means its first moment.
  static final class First implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      return moment(value, false);
    }
  }

  /// A date means its last moment.
  static final class Last implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      return moment(value, true);
    }
  }

  private static Instant moment(String value, boolean last) {
    try {
      if (value.indexOf('T') < 0) {
        LocalDate day = LocalDate.parse(value);
        return last
            ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(1, ChronoUnit.MICROS)
            : day.atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return value.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
          ? OffsetDateTime.parse(value).toInstant()
          : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'%s' is no moment; give ISO-8601, such as 2026-03-31 or 2026-03-31T12:00:00Z"
              .formatted(value));
    }
  }
}
