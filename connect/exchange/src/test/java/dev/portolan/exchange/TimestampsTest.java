package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2024-02-29, 2024-02-29T00:00:00Z",
    "2024-02-29T23:59, 2024-02-29T23:59:00Z",
    "2024-02-29 23:59:58, 2024-02-29T23:59:58Z",
    "2024-02-29t23:59:58z, 2024-02-29T23:59:58Z",
    "2024-02-29T23:59:58.1, 2024-02-29T23:59:58.1Z",
    "'2024-02-29T23:59:58,123456', 2024-02-29T23:59:58.123456Z",
    "2024-03-01T00:30+01:00, 2024-02-29T23:30:00Z",
    "2024-03-01T00:30-0330, 2024-03-01T04:00:00Z",
    "2024-03-01T00:30+14, 2024-02-29T10:30:00Z",
    "0001-01-01, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
  })
  void parse_isoText_givesTheMoment(String text, Instant moment) {
    assertEquals(moment, Timestamps.parse(text).instant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-02",
        "20240229",
        "2024-2-29",
        "2024-02-30",
        "2023-02-29",
        "0000-01-01",
        "2024-02-29T",
        "2024-02-29T24:00",
        "2024-02-29T23",
        "2024-02-29T23:59:60",
        "2024-02-29T23:59:58.",
        "2024-02-29T23:59:58.1234567890",
        "2024-02-29T23:59+1",
        "2024-02-29T23:59Zz",
        "2024-02-29T23:59+19:00",
        "2024-02-29Z",
        "-2024-02-29",
        "0001-01-01T00:00+01:00",
        "9999-12-31T23:00-01:00",
        "29.02.2024",
        "2024-02-29T23:59 UTC",
        "２０２４-02-29",
      })
  void parse_anythingElse_givesNull(String text) {
    assertNull(Timestamps.parse(text));
  }

  @Test
  void parse_saysWhetherAZoneStoodAndDigitsWereCut() {
    assertFalse(Timestamps.parse("2024-02-29").zoned());
    assertFalse(Timestamps.parse("2024-02-29T10:00").zoned());
    assertTrue(Timestamps.parse("2024-02-29T10:00Z").zoned());
    assertFalse(Timestamps.parse("2024-02-29T10:00:00.123456000Z").cut());
    assertTrue(Timestamps.parse("2024-02-29T10:00:00.1234567Z").cut());
  }

  @Test
  void parse_whatInstantWrites_givesItBack() {
    long seed = Long.getLong("portolan.seed", 7);
    Random random = new Random(seed);
    long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < 10_000; i++) {
      Instant moment =
          Instant.ofEpochSecond(
              random.nextLong(first, last + 1), 1000L * random.nextInt(1_000_000));
      Timestamps.Moment parsed = Timestamps.parse(moment.toString());
      assertEquals(moment, parsed.instant(), "seed " + seed);
      assertTrue(parsed.zoned() && !parsed.cut(), moment.toString());
    }
  }

  @Test
  void year_outOfRange_givesNull() {
    assertEquals(Instant.parse("1987-01-01T00:00:00Z"), Timestamps.year(1987));
    assertNull(Timestamps.year(0));
    assertNull(Timestamps.year(10_000));
  }
}
