package dev.portolan.jdbc.plan;

import dev.portolan.query.filter.Filter;
import java.util.List;
import java.util.Locale;

/// Conditions on texts.
final class TextPattern {
  private TextPattern() {}

  /// Texts that are one of these.
  static Filter oneOf(String column, List<Object> texts) {
    return new Filter.Or(
        texts.stream().map(text -> Filter.matches(column, whole(quoted((String) text)))).toList());
  }

  /// `%` stands for any characters, `_` for one.
  static Filter like(String column, String pattern) {
    String inner = pattern.length() > 2 ? pattern.substring(1, pattern.length() - 1) : "";
    if (!inner.isEmpty()
        && pattern.startsWith("%")
        && pattern.endsWith("%")
        && inner.indexOf('%') < 0
        && inner.indexOf('_') < 0) {
      return Filter.contains(column, inner);
    }
    StringBuilder regex = new StringBuilder();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' || c == '_') {
        regex.append(quoted(literal.toString())).append(c == '%' ? ".*" : ".");
        literal.setLength(0);
      } else {
        literal.append(c);
      }
    }
    return Filter.matches(column, whole(regex.append(quoted(literal.toString())).toString()));
  }

  private static String whole(String regex) {
    return "(?s)\\A" + regex + "\\z";
  }

  private static String quoted(String literal) {
    return literal.replaceAll("[\\p{Punct}]", "\\\\$0");
  }

  /// `text_match(column, words [, match])`.
  static Filter words(String column, List<Object> arguments) {
    String words = (String) arguments.getFirst();
    String match =
        arguments.size() < 2 ? "all" : ((String) arguments.get(1)).toLowerCase(Locale.ROOT);
    return switch (match) {
      case "all" -> Filter.words(column, words);
      case "any" -> Filter.anyWord(column, words);
      case "phrase" -> Filter.phrase(column, words);
      case "fuzzy" -> Filter.fuzzy(column, words, 1);
      default ->
          throw new IllegalArgumentException(
              "text_match knows 'all', 'any', 'phrase' and 'fuzzy', not '%s'".formatted(match));
    };
  }
}
