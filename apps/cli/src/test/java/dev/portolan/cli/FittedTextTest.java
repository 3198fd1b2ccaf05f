package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FittedTextTest {
  @Test
  void controlCharacters_areGone() {
    assertEquals("a b[31mc", FittedText.line("a\n\t b\u001b[31mc\u0007"));
    assertEquals("ab", FittedText.line("a\u202eb\u0000"));
  }

  @Test
  void longText_isCutAtTheWidth() {
    assertEquals("one two", FittedText.fit("one two", 7));
    assertEquals("one t…", FittedText.fit("one two", 6));
    assertEquals("one…", FittedText.fit("one two", 5));
  }

  @Test
  void wideCharacters_takeTwoCells() {
    assertEquals(6, FittedText.width("東京都"));
    assertEquals("東…", FittedText.fit("東京都", 4));
    assertEquals(1, FittedText.width("e\u0301"));
    assertEquals("東 ", FittedText.pad("東", 3));
  }
}
