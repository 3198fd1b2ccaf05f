package dev.portolan.cli;

import dev.portolan.Portolan;
import dev.portolan.storage.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jline.reader.Completer;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;

/// Statements typed one after another, each ended by a `;`; with history over sessions, and names
/// completed by the tabulator key.
final class SqlShell {
  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "ORDER BY",
          "LIMIT",
          "HAVING",
          "JOIN",
          "LEFT JOIN",
          "AND",
          "OR",
          "NOT",
          "IN",
          "IS NULL",
          "LIKE",
          "BETWEEN",
          "DISTINCT",
          "count(*)",
          "sum(",
          "avg(",
          "INSERT INTO",
          "VALUES",
          "DELETE FROM",
          "EXPLAIN PLAN FOR",
          "cosine_distance(",
          "l2_distance(",
          "dot_product(",
          "embed(",
          "vector(",
          "has_tag(",
          "text_match(",
          "in_polygon(",
          "array_contains(",
          "TABLE(vector_search_topics(",
          "TABLE(topic_density(",
          "topics",
          "tags",
          "datum_tags",
          "maps");

  private final Portolan db;
  private final SqlAnswer answers;
  private final Terminal terminal;
  private final Path history;

  /// @param history the file that keeps what was typed, over sessions
  SqlShell(Portolan db, SqlAnswer answers, Terminal terminal, Path history) {
    this.db = db;
    this.answers = answers;
    this.terminal = terminal;
    this.history = history;
  }

  /// Reads and answers until the user leaves.
  void run(org.jline.terminal.Terminal keys) throws IOException {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(keys)
            .appName("portolan")
            .parser(new UntilSemicolon())
            .completer(completer())
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  … ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    terminal.note("End statements with ';'. Tab completes names; 'exit' or Ctrl-D leaves.");
    while (answerNext(reader)) {
      terminal.flush();
    }
  }

  /// Words of SQL, datasets and their columns.
  Completer completer() {
    return new StringsCompleter(names());
  }

  private boolean answerNext(LineReader reader) throws IOException {
    try {
      String line = reader.readLine("sql> ").strip();
      if (line.matches("(?i)(exit|quit);?")) {
        return false;
      }
      if (!line.isEmpty()) {
        answers.answerAll(line);
      }
    } catch (UserInterruptException e) {
      terminal.note("Ctrl-D or 'exit' leaves");
    } catch (EndOfFileException e) {
      return false;
    } catch (SQLException | RuntimeException e) {
      failed(e);
    }
    return true;
  }

  private void failed(Exception failure) {
    if (failure instanceof CancellationException cancelled) {
      throw cancelled;
    }
    terminal.note(Failure.sentence(failure));
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(WORDS);
    for (String dataset : db.datasets()) {
      names.add(dataset);
      db.dataset(dataset).schema().columns().stream().map(Column::name).forEach(names::add);
    }
    names.addAll(List.of("id", "latent", "x", "y", "topic_id", "topic_depth_1"));
    names.addAll(List.of("duplicate_class", "cluster_id", "duplicate_distance"));
    return names;
  }

  /// A line goes on until its statement is complete.
  static final class UntilSemicolon implements Parser {
    private final DefaultParser words =
        new DefaultParser() {
          @Override
          public boolean isDelimiterChar(CharSequence line, int place) {
            return Character.isWhitespace(line.charAt(place))
                || ",(=<>".indexOf(line.charAt(place)) >= 0;
          }
        };

    UntilSemicolon() {
      words.setQuoteChars(new char[0]);
      words.setEscapeChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      boolean leaves = line.strip().matches("(?i)(exit|quit)?");
      if (context == ParseContext.ACCEPT_LINE && !leaves && !SqlScript.complete(line)) {
        throw new EOFError(-1, cursor, "the statement goes on", ";");
      }
      return words.parse(line, cursor, context);
    }
  }
}
