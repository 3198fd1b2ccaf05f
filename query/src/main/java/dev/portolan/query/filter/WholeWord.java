package dev.portolan.query.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/// Finds a piece of text where no letter, digit or underscore of any script touches it.
final class WholeWord {
  private WholeWord() {}

  static boolean find(Pattern literal, String text) {
    Matcher matcher = literal.matcher(text);
    for (int from = 0; from <= text.length() && matcher.find(from); ) {
      if (stands(text, matcher.start(), matcher.end())) {
        return true;
      }
      from = text.offsetByCodePoints(matcher.start(), 1);
    }
    return false;
  }

  private static boolean stands(String text, int start, int end) {
    return (start == 0 || !inWord(text.codePointBefore(start)))
        && (end == text.length() || !inWord(text.codePointAt(end)));
  }

  private static boolean inWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || codePoint == '_'
        || Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }
}
