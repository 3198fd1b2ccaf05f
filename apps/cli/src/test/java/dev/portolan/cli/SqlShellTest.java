package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Portolan;
import dev.portolan.jdbc.PortolanDriver;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shell of `portolan sql`, typed into over a terminal that can do nothing.
class SqlShellTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream answered = new ByteArrayOutputStream();
  private final ByteArrayOutputStream noted = new ByteArrayOutputStream();
  private Portolan db;
  private Connection connection;
  private SqlShell shell;
  private Path history;

  @BeforeEach
  void open() throws SQLException {
    db = Portolan.open(directory.resolve("db"));
    db.create(
        "posts",
        Schema.builder().text("body").integer("priority").latent(4, Metric.COSINE).build());
    connection = PortolanDriver.connect(db);
    history = directory.resolve("history");
    Terminal terminal =
        new Terminal(
            new PrintStream(answered, false, StandardCharsets.UTF_8),
            new PrintStream(noted, false, StandardCharsets.UTF_8),
            false,
            false,
            100);
    SqlAnswer answers =
        new SqlAnswer(connection, terminal, new Cancellation(), SqlAnswer.Form.TABLE);
    shell = new SqlShell(db, answers, terminal, history);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    db.close();
  }

  private void type(String keys) throws IOException {
    try (DumbTerminal terminal =
        new DumbTerminal(
            new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream())) {
      shell.run(terminal);
    }
  }

  @Test
  void statements_areAnsweredUntilExit() throws IOException {
    type(
        """
        SELECT 1 + 1 AS two;

        SELECT nope FROM posts;
        SELECT id
        FROM posts WHERE body = 'a;b';
        INSERT INTO posts (id, body) VALUES ('a', 'x'); SELECT id FROM posts; -- done
        exit
        SELECT 99 AS unread;
        """);
    assertEquals(
        List.of("two", "2", "id", "id", "a"),
        answered.toString(StandardCharsets.UTF_8).lines().map(String::strip).toList());
    String notes = noted.toString(StandardCharsets.UTF_8);
    assertTrue(notes.contains("there is no column 'nope'"), notes);
    assertTrue(notes.contains("1 changed"), notes);
    assertFalse(notes.contains("mistake in Portolan"), notes);
  }

  @Test
  void endOfInput_leaves() throws IOException {
    type("SELECT 1 AS a;\n");
    assertEquals("a\n1\n", answered.toString(StandardCharsets.UTF_8).replaceAll(" *\\R", "\n"));
  }

  @Test
  void history_staysForTheNextSession() throws IOException {
    type("SELECT 1 AS first;\nexit\n");
    type("SELECT 2 AS second;\nexit\n");
    List<String> kept = Files.readAllLines(history);
    assertTrue(kept.stream().anyMatch(line -> line.endsWith("SELECT 1 AS first;")), kept::toString);
    assertTrue(
        kept.stream().anyMatch(line -> line.endsWith("SELECT 2 AS second;")), kept::toString);
  }

  @Test
  void tabulator_offersWordsDatasetsAndColumns() {
    assertTrue(offered("SEL").contains("SELECT"));
    assertTrue(offered("SELECT id FROM po").contains("posts"));
    assertTrue(offered("SELECT id, count(pri").contains("priority"));
    assertTrue(offered("SELECT id,bo").contains("body"));
    assertTrue(offered("SELECT id FROM posts WHERE has").contains("has_tag("));
  }

  /// What may stand for the word that a line ends with.
  private List<String> offered(String line) {
    ParsedLine parsed =
        new SqlShell.UntilSemicolon().parse(line, line.length(), Parser.ParseContext.COMPLETE);
    List<Candidate> candidates = new ArrayList<>();
    shell.completer().complete(null, parsed, candidates);
    return candidates.stream()
        .map(Candidate::value)
        .filter(value -> value.startsWith(parsed.word()))
        .toList();
  }
}
