package dev.portolan.cli;

import java.util.ArrayList;
import java.util.List;

/// Text out of the data, made fit for one line of a terminal.
///
/// Labels, texts, ids and file names are data: no control character of theirs reaches the terminal.
/// Widths are in terminal cells: East Asian wide characters and emoji take two, combining marks
/// none.
final class FittedText {
  private static final String ELLIPSIS = "…";

  /// Ranges of code points two cells wide, `[from, to]` by pairs.
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F,
    0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000,
    0x3FFFD
  };

  private FittedText() {}

  /// The text in one line: every run of white space is one blank, control characters are gone.
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
        blank = line.length() > 0;
      } else if (printable(character)) {
        if (blank) {
          line.append(' ');
        }
        blank = false;
        line.appendCodePoint(character);
      }
    }
    return line.toString();
  }

  /// The text with its line breaks, without any other control character.
  static String lines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    text.codePoints()
        .filter(character -> character == '\n' || character == '\t' || printable(character))
        .forEach(lines::appendCodePoint);
    return lines.toString();
  }

  private static boolean printable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// The text in one line of at most `cells`, cut with `…` where it is longer.
  static String fit(String text, int cells) {
    return cut(line(text), cells);
  }

  /// A line cut with `…` where it is longer than `cells`.
  static String cut(String line, int cells) {
    if (width(line) <= cells) {
      return line;
    }
    int end = 0;
    int used = 0;
    while (true) {
      int character = line.codePointAt(end);
      used += cells(character);
      if (used > cells - 1) {
        return line.substring(0, end).stripTrailing() + ELLIPSIS;
      }
      end += Character.charCount(character);
    }
  }

  /// The text in lines of at most `cells`, broken at blanks where there are any.
  static List<String> wrap(String text, int cells) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : line(text).split(" ")) {
      if (line.length() > 0 && width(line.toString()) + 1 + width(word) > cells) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /// The text filled with blanks to `cells`.
  static String pad(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - width(text)));
  }

  /// The text with blanks before it, filled to `cells`.
  static String padLeft(String text, int cells) {
    return " ".repeat(Math.max(0, cells - width(text))) + text;
  }

  /// How many cells a line takes.
  static int width(String line) {
    return line.codePoints().map(FittedText::cells).sum();
  }

  private static int cells(int character) {
    switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
        return 0;
      }
      default -> {}
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (character >= WIDE[i] && character <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }
}
