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

  /// Whether a statement is complete: it ends with a `;`.
  static boolean complete(String text) {
    int end = end(text, 0);
    return end >= 0 && text.substring(end + 1).isBlank();
  }

  private static void add(String statement, List<String> statements) {
    if (!statement.isBlank()) {
      statements.add(statement.strip());
    }
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
      } else if (text.startsWith("--", i)) {
        i = after(text, "\n", i);
      } else if (text.startsWith("/*", i)) {
        i = after(text, "*/", i) + 1;
      }
    }
    return -1;
  }

  private static int after(String text, String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found;
  }
}
