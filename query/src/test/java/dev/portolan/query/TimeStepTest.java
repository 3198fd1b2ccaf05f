package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeStepTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T00:30:00Z, HOUR, 1",
    "2026-01-01T00:00:00Z, 2026-01-02T11:00:00Z, HOUR, 36",
    "2026-01-01T00:00:00Z, 2026-01-04T00:00:00Z, HOUR, 73",
    "2026-01-01T00:00:00Z, 2026-01-10T00:00:00Z, DAY, 10",
    "2026-01-01T00:00:00Z, 2026-02-15T00:00:00Z, DAY, 46",
    "2025-01-01T00:00:00Z, 2025-12-31T00:00:00Z, WEEK, 53",
    "2024-01-15T00:00:00Z, 2026-01-01T00:00:00Z, MONTH, 25",
    "2019-01-15T00:00:00Z, 2026-01-01T00:00:00Z, QUARTER, 29",
    "1987-01-15T00:00:00Z, 2025-06-01T00:00:00Z, YEAR, 39",
    "1700-01-15T00:00:00Z, 2025-06-01T00:00:00Z, YEAR, 326"
  })
  void auto_time_isCutIntoTwelveToSixtyWhereAStepCan(
      String first, String last, TimeStep expected, int parts) {
    TimeStep step = TimeStep.AUTO.settle(Instant.parse(first), Instant.parse(last));
    assertEquals(expected, step);
    assertEquals(parts + 1, step.starts("at", Instant.parse(first), Instant.parse(last)).size());
  }

  @Test
  void quarters_beginInJanuaryAprilJulyAndOctober() {
    assertEquals(
        List.of("2025-10-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"),
        TimeStep.QUARTER
            .starts(
                "at", Instant.parse("2025-11-30T10:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"))
            .stream()
            .map(Instant::toString)
            .toList());
  }

  @Test
  void weeks_beginOnMonday() {
    assertEquals(
        Instant.parse("2025-12-29T00:00:00Z"),
        TimeStep.WEEK
            .starts(
                "at", Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"))
            .getFirst());
  }

  @Test
  void tooManyParts_isAnErrorThatNamesTheColumn() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                TimeStep.HOUR.starts(
                    "at",
                    Instant.parse("1900-01-01T00:00:00Z"),
                    Instant.parse("2025-01-01T00:00:00Z")));
    assertTrue(error.getMessage().contains("'at' spans more than 100,000 steps of one hour"));
  }
}
