package dev.portolan.jdbc.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;

/// A text that is no SQL, or names what there is not: one sentence with the place and the remedy.
public final class SqlMistake extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private static final Pattern ENCOUNTERED =
      Pattern.compile("Encountered \"(.*?)\" at line (\\d+), column (\\d+)", Pattern.DOTALL);

  private static final Pattern KEYWORD =
      Pattern.compile("Incorrect syntax near the keyword '(.*?)' at line (\\d+), column (\\d+)");

  SqlMistake(String sentence) {
    super(sentence);
  }

  private SqlMistake(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  static SqlMistake of(SqlParseException mistake) {
    String message = String.valueOf(mistake.getMessage());
    Matcher met = ENCOUNTERED.matcher(message);
    Matcher keyword = KEYWORD.matcher(message);
    if (keyword.find()) {
      String at = "line %s, column %s".formatted(keyword.group(2), keyword.group(3));
      return new SqlMistake(
          at.equals("line 1, column 1")
              ? "%s is not part of SQL here; there are SELECT, INSERT, DELETE and EXPLAIN"
                  .formatted(keyword.group(1))
              : "'%s' at %s is a word of SQL; where a column or a dataset is meant, quote it: \"%s\""
                  .formatted(keyword.group(1), at, keyword.group(1)),
          mistake);
    }
    if (!met.find()) {
      return new SqlMistake(
          message.startsWith("Non-query expression")
              ? "the text is no statement; those here begin with SELECT, WITH, VALUES, INSERT,"
                  + " DELETE or EXPLAIN"
              : firstLine(message),
          mistake);
    }
    String token = met.group(1).replaceAll("\\s+", " ").strip();
    String place = "line %s, column %s".formatted(met.group(2), met.group(3));
    if (token.endsWith(" <EOF>")) {
      String last = token.substring(0, token.length() - " <EOF>".length());
      return new SqlMistake(
          "the text ends with '%s' at %s, where more was expected, or not this; finish the statement"
              .formatted(last, place),
          mistake);
    }
    if (token.equals("<EOF>")) {
      return new SqlMistake(
          "the text ends at %s, where more was expected; finish the statement".formatted(place),
          mistake);
    }
    // A quote that is a word of its own closes nothing.
    if (token.matches("\\\\?'( .*)?")) {
      return new SqlMistake(
          "a text begins at %s and does not end; close it with a single quote".formatted(place),
          mistake);
    }
    String word = token.replaceAll("[ (,.].*", "");
    boolean reserved =
        Planner.parser("").getMetadata().isReservedWord(word.toUpperCase(java.util.Locale.ROOT));
    return new SqlMistake(
        reserved
            ? "'%s' at %s is a word of SQL; where a column or a dataset is meant, quote it: \"%s\""
                .formatted(word, place, word)
            : "'%s' at %s is not understood there; check what stands before it"
                .formatted(token, place),
        mistake);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("the text is no SQL").strip();
  }

  static SqlMistake of(CalciteContextException mistake, Catalog catalog) {
    Throwable inner = mistake.getCause() == null ? mistake : mistake.getCause();
    String what = firstLine(String.valueOf(inner.getMessage()));
    String place =
        mistake.getPosLine() > 0
            ? " (line %d, column %d)".formatted(mistake.getPosLine(), mistake.getPosColumn())
            : "";
    return new SqlMistake(NameMistake.sentence(what, catalog) + place, mistake);
  }
}
