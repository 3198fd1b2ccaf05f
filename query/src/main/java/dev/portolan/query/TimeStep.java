package dev.portolan.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A step of the calendar in UTC.
public enum TimeStep {
  HOUR(ChronoUnit.HOURS),
  DAY(ChronoUnit.DAYS),
  /// From Monday.
  WEEK(ChronoUnit.WEEKS),
  MONTH(ChronoUnit.MONTHS),
  /// From January, April, July and October.
  QUARTER(IsoFields.QUARTER_YEARS),
  YEAR(ChronoUnit.YEARS),
  /// The shortest of the others that cuts a time into 12 to 60 parts, else the one that comes
  /// nearest.
  AUTO(ChronoUnit.FOREVER);

  static final int MOST_PARTS = 100_000;

  private static final int FEW = 12;
  private static final int MANY = 60;

  private final TemporalUnit unit;

  TimeStep(TemporalUnit unit) {
    this.unit = unit;
  }

  /// The step itself, or the one that [#AUTO] means for a time.
  ///
  /// @param first not after `last`
  public TimeStep settle(Instant first, Instant last) {
    if (this != AUTO) {
      return this;
    }
    TimeStep best = HOUR;
    for (TimeStep step : List.of(DAY, WEEK, MONTH, QUARTER, YEAR)) {
      if (step.beside(first, last) < best.beside(first, last)) {
        best = step;
      }
    }
    return best;
  }

  /// How many times too few or too many parts it makes; 1 where they are right.
  private double beside(Instant first, Instant last) {
    double parts = 1.0 + unit.between(start(first), start(last));
    return Math.max(1, Math.max(FEW / parts, parts / MANY));
  }

  /// When its parts begin, from the one with `first` to the one with `last`, and when that one
  /// ends.
  ///
  /// @param column whose moments they are, for the message
  /// @throws IllegalArgumentException when there are more than 100,000
  List<Instant> starts(String column, Instant first, Instant last) {
    TimeStep settled = settle(first, last);
    List<Instant> starts = new ArrayList<>();
    ZonedDateTime at = settled.start(first);
    while (!at.toInstant().isAfter(last)) {
      starts.add(at.toInstant());
      at = at.plus(1, settled.unit);
      if (starts.size() > MOST_PARTS) {
        throw new IllegalArgumentException(
            "column '%s' spans more than %,d steps of one %s; take a longer step, or a filter"
                .formatted(column, MOST_PARTS, name().toLowerCase(Locale.ROOT)));
      }
    }
    starts.add(at.toInstant());
    return starts;
  }

  private ZonedDateTime start(Instant moment) {
    ZonedDateTime day = moment.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
    return switch (this) {
      case HOUR -> moment.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
      case YEAR -> day.withDayOfYear(1);
      case AUTO -> throw new IllegalStateException("AUTO is settled before it cuts");
    };
  }
}
