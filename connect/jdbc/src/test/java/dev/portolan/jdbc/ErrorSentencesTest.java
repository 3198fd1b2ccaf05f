package dev.portolan.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Portolan;
import dev.portolan.query.filter.Filter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mistakes end in one sentence; what is data is never taken for SQL.
class ErrorSentencesTest {
  @TempDir static Path directory;
  private static Portolan db;
  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    db = Tickets.create(directory.resolve("support.portolan"));
    connection = PortolanDriver.connect(db);
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    db.close();
  }

  private static void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {}
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "SELECT id FROM tickets WHERE value = 1;quote it: \"value\"",
        "SELECT nope FROM tickets;there is no column 'nope'",
        "SELECT id FROM ticket;there is no table 'ticket'; there are tickets",
        "SELECT foo(id) FROM tickets;there is no function foo",
        "SELECT id FROM tickets ORDER BY cosine_distance(latent, '[1, 2]') LIMIT 3;2 dimensions",
        "SELECT id FROM tickets ORDER BY cosine_distance(latent, 'abc') LIMIT 3;is no vector",
        "SELECT priority / 0 FROM tickets;divided by zero",
        "SELECT 9223372036854775807 + priority FROM tickets;out of range",
        "SELECT id FROM tickets WHERE has_tag(id, 'unknown');unknown",
        "SELECT id FROM tickets LIMIT -1;line 1",
        "SELECT id FROM;the text ends",
        "SELECT id FROM tickets WHERE priority >;the text ends",
        "SELECT id FROM tickets WHERE body 'abc';is not understood there",
        "SELECT 'abc;a text begins at line 1, column 8",
        "SELECT ? FROM tickets;CAST(? AS VARCHAR)",
        "SELECT has_tag(min(id), 'refund') FROM tickets;in a sub-query over the dataset",
        "SELECT id FROM tickets WHERE has_tag('t001', 'refund');in a sub-query over the dataset",
        "hello world;the text is no statement",
        "` `;the text is empty",
        "SELECT id FROM tickets WHERE opened_at > 'soon';soon",
        "DROP TABLE tickets;DROP is not part of SQL here",
        "UPDATE tickets SET priority = 1;UPDATE is not part of SQL here",
        "INSERT INTO tickets (id, x) VALUES ('a', 1);what a map says",
        "INSERT INTO topics (label) VALUES ('a');is not written",
        "INSERT INTO tickets (id, latent) VALUES ('a', '[1, 2]');2 dimensions"
      })
  void mistake_isOneSentence(String sql, String part) {
    SQLException mistake = assertThrows(SQLException.class, () -> run(sql));
    assertTrue(mistake.getMessage().contains(part), mistake.getMessage());
    assertEquals(1, mistake.getMessage().lines().count(), mistake.getMessage());
    assertFalse(mistake.getMessage().contains("Exception"), mistake.getMessage());
    assertTrue(mistake.getSQLState() != null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refund' OR '1'='1",
        "'; DELETE FROM tickets; --",
        "it's \"odd\"",
        "größe 日本",
        "\\",
        "%"
      })
  void boundTexts_areDataOnly(String text) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT count(*) FROM tickets WHERE product = ?")) {
      statement.setString(1, text);
      try (ResultSet rows = statement.executeQuery()) {
        assertTrue(rows.next());
        assertEquals(0, rows.getInt(1));
      }
    }
    assertEquals(Tickets.COUNT, db.dataset("tickets").count());
  }

  @Test
  void hugeLimit_meansAll() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id FROM tickets LIMIT 9223372036854775807")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertEquals(Tickets.COUNT, count);
    }
  }

  @Test
  void severalStatementsInOne_areRefused() throws SQLException {
    SQLException refused =
        assertThrows(SQLException.class, () -> run("SELECT id FROM tickets; DELETE FROM tickets"));
    assertTrue(refused.getMessage().contains("2 statements"), refused.getMessage());
    assertEquals(Tickets.COUNT, db.dataset("tickets").count());
    run("SELECT id FROM tickets;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?model=/tmp/model.json",
        "?schemaFactory=java.lang.Runtime",
        "?parserFactory=a.B",
        "?readOnly=perhaps",
        "?readOnly"
      })
  void addressWithAnythingElse_isRefused(String options) {
    String url = "jdbc:portolan:" + directory.resolve("support.portolan") + options;
    SQLException refused = assertThrows(SQLException.class, () -> DriverManager.getConnection(url));
    assertEquals("08001", refused.getSQLState());
  }

  @Test
  void addressWithoutADatabase_isAnError() {
    SQLException refused =
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection("jdbc:portolan:" + directory.resolve("none")));
    assertTrue(refused.getMessage().contains("none"), refused.getMessage());
  }

  @Test
  void condition_becomesAFilter() {
    assertEquals(
        Filter.greaterThan("priority", 2L),
        SqlCondition.filter(db.dataset("tickets"), "priority > 2"));
    assertTrue(
        SqlCondition.filter(db.dataset("tickets"), "char_length(body) > 12")
            instanceof Filter.InSet);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 = 1; DELETE FROM tickets", "priority >", "priority > ?", "nope = 1"})
  void whatIsNoCondition_isRefused(String condition) {
    assertThrows(
        IllegalArgumentException.class,
        () -> SqlCondition.filter(db.dataset("tickets"), condition));
    assertEquals(Tickets.COUNT, db.dataset("tickets").count());
  }
}
