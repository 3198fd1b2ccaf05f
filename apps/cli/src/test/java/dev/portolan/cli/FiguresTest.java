package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void numbers_areShort() {
    assertEquals("0.1", Figures.cutoff(.1));
    assertEquals("101.7", Figures.cutoff(101.66567993164062));
    assertEquals("2", Figures.cutoff(2));
    assertEquals("1 datum", Figures.count(1, "datum", "data"));
    assertEquals("19,997 data", Figures.count(19_997, "datum", "data"));
    assertEquals("53.3 MB", Figures.bytes(53_271_000));
    assertEquals("59.9 s", Figures.seconds(59.94));
    assertEquals("1 min 32 s", Figures.seconds(92.4));
  }
}
