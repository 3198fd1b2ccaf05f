package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {
  @ParameterizedTest
  @CsvSource({
    "2025, 2025-01-01T00:00:00Z, 2025-12-31T23:59:59.999999Z",
    "2025-Q1, 2025-01-01T00:00:00Z, 2025-03-31T23:59:59.999999Z",
    "2025-q4, 2025-10-01T00:00:00Z, 2025-12-31T23:59:59.999999Z",
    "2024-02, 2024-02-01T00:00:00Z, 2024-02-29T23:59:59.999999Z",
    "2025-12-24, 2025-12-24T00:00:00Z, 2025-12-24T23:59:59.999999Z",
    "2025..2026-01, 2025-01-01T00:00:00Z, 2026-01-31T23:59:59.999999Z",
    "2025-12-24 .. 2025-12-24T12:00:00+01:00, 2025-12-24T00:00:00Z, 2025-12-24T11:00:00Z",
    "2025-12-24T12:00:00, 2025-12-24T12:00:00Z, 2025-12-24T12:00:00Z"
  })
  void parse_whatPeopleWrite_isFromItsFirstToItsLastMoment(String text, String from, String to) {
    assertEquals(new TimeWindow(Instant.parse(from), Instant.parse(to)), TimeWindow.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "May", "2025-13", "2025-Q5", "25-12", "2025..", "2025-02-30", "1..2..3"})
  void parse_somethingElse_saysWhatAWindowIs(String text) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> TimeWindow.parse(text));
    assertTrue(error.getMessage().startsWith("'" + text + "' is no window of time; give a year"));
  }

  @Test
  void endsSwapped_isAnError() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> TimeWindow.parse("2026..2025"));
    assertEquals(
        "a window from 2026-01-01T00:00:00Z to 2025-12-31T23:59:59.999999Z ends before it begins;"
            + " swap its ends",
        error.getMessage());
  }

  @Test
  void micros_betweenTwo_areThoseWithin() {
    Instant half = Instant.parse("1969-12-31T23:59:59.000000500Z");
    assertEquals(-999_999, new TimeWindow(half, half.plusSeconds(1)).firstMicros());
    assertEquals(0, new TimeWindow(half, half.plusSeconds(1)).lastMicros());
    assertTrue(TimeWindow.all().firstMicros() < -1L << 62);
    assertTrue(TimeWindow.all().lastMicros() > 1L << 62);
  }
}
