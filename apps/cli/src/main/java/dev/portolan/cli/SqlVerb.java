package dev.portolan.cli;

import dev.portolan.Portolan;
import dev.portolan.jdbc.PortolanDriver;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `sql`: questions and changes in SQL, one by one or in a shell.
@Command(
    name = "sql",
    description = {
      "Answers SQL: SELECT, INSERT, DELETE and EXPLAIN over datasets, topics, tags and maps.",
      "",
      "Without a text a shell opens, with history and completion; where standard input is no"
          + " terminal, the statements in it are run, with a ';' between them.",
      "",
      "Every dataset is a table: id, its columns, latent, and what its map says. docs/sql.md has"
          + " the tables, the functions and many examples."
    },
    footer = {
      "  portolan sql my.portolan \"SELECT topic_depth_1, count(*) FROM posts GROUP BY 1 ORDER BY 2"
          + " DESC\"",
      "  portolan sql my.portolan \"SELECT id, body FROM posts ORDER BY cosine_distance(latent,"
          + " embed('late delivery')) LIMIT 5\" --csv",
      "  portolan sql my.portolan"
    })
final class SqlVerb implements Callable<Integer> {
  private static final Path HISTORY = Path.of(System.getProperty("user.home"), ".portolan_history");

  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatabaseArgument database;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SQL",
      description = "What to answer; several with a ';' between them.")
  private String text;

  @Option(names = "--csv", description = "Write rows as CSV.")
  private boolean csv;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws SQLException, IOException {
    if (csv && json.wanted()) {
      throw new ParameterException(spec.commandLine(), "give one of --csv and --json");
    }
    try (Portolan db = database.open();
        Connection connection = PortolanDriver.connect(db)) {
      SqlAnswer.Form form =
          csv ? SqlAnswer.Form.CSV : json.wanted() ? SqlAnswer.Form.JSON : SqlAnswer.Form.TABLE;
      SqlAnswer answers =
          new SqlAnswer(connection, portolan.terminal(), portolan.cancellation(), form);
      if (text != null) {
        answers.answerAll(text);
      } else if (portolan.terminal().outShown() && typed()) {
        shell(new SqlShell(db, answers, portolan.terminal(), HISTORY));
      } else {
        answers.answerAll(standardInput());
      }
    }
    return 0;
  }

  /// Whether standard input is a keyboard.
  private static boolean typed() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private static void shell(SqlShell shell) throws IOException {
    try (org.jline.terminal.Terminal keys = TerminalBuilder.builder().system(true).build()) {
      shell.run(keys);
    }
  }

  private static String standardInput() throws IOException {
    InputStream in = System.in;
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
