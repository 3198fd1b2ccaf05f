package dev.portolan.exchange;

/// Numbers as texts write them.
final class Numbers {
  private static final int MAX_LONG_CHARS = 20;

  private Numbers() {}

  /// A whole number of 64 bits, null when the text is none; `3.0` is one.
  static Long integer(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return wholeReal(text);
    }
  }

  /// Whether a text is an integer in the one form an integer is written in: no `+`, no `007`.
  static boolean plainInteger(String text) {
    int digits = text.startsWith("-") ? 1 : 0;
    if (text.length() == digits || text.length() > MAX_LONG_CHARS) {
      return false;
    }
    for (int i = digits; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return (text.charAt(digits) != '0' || text.equals("0")) && integer(text) != null;
  }

  /// Whether a number of JSON or an array fits into 64 bits.
  static boolean fits(Cell number) {
    return number.kind() == Cell.Kind.INTEGER
        ? integer(number.text()) != null
        : real(number.text()) != null;
  }

  /// A finite number, null when the text is none.
  static Double real(String text) {
    if (text.isEmpty() || !text.chars().allMatch(Numbers::inNumbers)) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// Whether a text looks like a real number: an integer of 64 bits, or with a point or exponent.
  ///
  /// A longer run of digits is a name (a hash, a card number) that a double would mutilate.
  static boolean plainReal(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    boolean zeros =
        text.length() > first + 1
            && text.charAt(first) == '0'
            && Character.isDigit(text.charAt(first + 1));
    boolean whole = text.chars().skip(first).allMatch(Character::isDigit);
    return !zeros && (whole ? plainInteger(text) : !text.startsWith("+") && real(text) != null);
  }

  private static Long wholeReal(String text) {
    Double value = real(text);
    boolean exact = value != null && value == Math.rint(value) && Math.abs(value) <= 1L << 53;
    boolean written = text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    return exact && written ? Long.valueOf(value.longValue()) : null;
  }

  private static boolean inNumbers(int c) {
    return c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
  }
}
