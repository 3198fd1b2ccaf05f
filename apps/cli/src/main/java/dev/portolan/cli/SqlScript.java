package dev.portolan.cli;

import java.util.ArrayList;
import java.util.List;

/// Several statements of SQL in one text, with a `;` between them.
final class SqlScript {
  private SqlScript() {}

  /// The statements; a `;` within quotes or a comment ends none.
  static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    int start = 0;
    for (int end = end(text, 0); end >= 0; end = end(text, start)) {
      add(text.substring(start, end), statements);
      start = end + 1;
    }
    add(text.substring(start), statements);
    return statements;
  }

  /// Whether a text ends with a complete statement: a `;`, and nothing behind it but comments.
  static boolean complete(String text) {
    int last = -1;
    for (int end = end(text, 0); end >= 0; end = end(text, end + 1)) {
      last = end;
    }
    return last >= 0 && !says(text.substring(last + 1));
  }

  private static void add(String statement, List<String> statements) {
    if (says(statement)) {
      statements.add(statement.strip());
    }
  }

  /// Whether there is more than blanks and comments.
  private static boolean says(String text) {
    int i = 0;
    while (i < text.length()) {
      int after = afterComment(text, i);
      if (after == i && !Character.isWhitespace(text.charAt(i))) {
        return true;
      }
      i = Math.max(after, i + 1);
    }
    return false;
  }

  /// Place of the next `;` that ends a statement, or −1.
  private static int end(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return i;
      }
      if (c == '\'' || c == '"') {
        i = after(text, String.valueOf(c), i + 1);
      } else {
        i = Math.max(i, afterComment(text, i) - 1);
      }
    }
    return -1;
  }

  /// Where a comment that begins here ends; the same place where none begins.
  private static int afterComment(String text, int from) {
    if (text.startsWith("--", from)) {
      return after(text, "\n", from);
    }
    return text.startsWith("/*", from) ? after(text, "*/", from + 2) + 2 : from;
  }

  private static int after(String text, String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found;
  }
}
