package dev.portolan.cli;

import dev.portolan.Portolan;
import dev.portolan.jdbc.PortolanDriver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
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
  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatabaseArgument database;

  @Parameters(index = "1", arity = "0..1", paramLabel = "SQL", description = "What to answer.")
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
      SqlAnswer answers = new SqlAnswer(connection, portolan, form);
      if (text != null) {
        answers.answer(text);
      } else if (portolan.terminal().outShown() && System.console() != null) {
        new SqlShell(db, answers, portolan.terminal()).run();
      } else {
        for (String statement : SqlScript.statements(standardInput())) {
          answers.answer(statement);
        }
      }
    }
    return 0;
  }

  private static String standardInput() throws IOException {
    InputStream in = System.in;
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
