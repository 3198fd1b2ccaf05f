package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class MomentConverterTest {
  @Test
  void dateAlone_isItsFirstOrLastMoment() {
    assertEquals(
        Instant.parse("2026-03-31T00:00:00Z"), new MomentConverter.First().convert("2026-03-31"));
    assertEquals(
        Instant.parse("2026-03-31T23:59:59.999999Z"),
        new MomentConverter.Last().convert("2026-03-31"));
  }

  @Test
  void zone_isUtcUnlessSaid() {
    Instant noon = Instant.parse("2026-03-31T12:00:00Z");
    assertEquals(noon, new MomentConverter.First().convert("2026-03-31T12:00:00"));
    assertEquals(noon, new MomentConverter.First().convert("2026-03-31T14:00:00+02:00"));
    assertEquals(noon, new MomentConverter.Last().convert("2026-03-31T12:00:00Z"));
  }

  @Test
  void somethingElse_isRefused() {
    assertThrows(TypeConversionException.class, () -> new MomentConverter.First().convert("May"));
  }
}
