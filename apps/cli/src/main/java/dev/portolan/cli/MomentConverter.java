package dev.portolan.cli;

import dev.portolan.query.filter.Moment;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a moment as ISO-8601: a date, or a date and time; UTC without a zone.
final class MomentConverter {
  private MomentConverter() {}

  /// A date means its first moment.
  static final class First implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return Moment.first(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /// A date means its last moment.
  static final class Last implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return Moment.last(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
