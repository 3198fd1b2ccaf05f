package dev.portolan.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Portolan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the driver answers over a small database.
class DriverTest {
  @TempDir static Path directory;
  private static Connection connection;
  private static String url;

  @BeforeAll
  static void open() throws SQLException {
    Path path = directory.resolve("support.portolan");
    try (Portolan made = Tickets.create(path)) {
      assertEquals(Tickets.COUNT, made.dataset("tickets").count());
    }
    url = "jdbc:portolan:" + path;
    connection = DriverManager.getConnection(url);
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  /// The rows of a query, each as the strings of its columns with a bar between.
  private static List<String> rows(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return rows(statement.executeQuery());
    }
  }

  private static List<String> rows(ResultSet answer) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (answer.next()) {
      List<String> row = new ArrayList<>();
      for (int c = 1; c <= answer.getMetaData().getColumnCount(); c++) {
        row.add(answer.getString(c));
      }
      rows.add(String.join("|", row));
    }
    return rows;
  }

  private static int change(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static String plan(String sql) throws SQLException {
    return rows("EXPLAIN PLAN FOR " + sql).getFirst().strip();
  }

  @Test
  void filteredNearest_isOneNodeOfThePlan() throws SQLException {
    assertEquals(
        "NearestNeighbors(table=[tickets], by=[cosine_distance(latent, ?1)], limit=[5],"
            + " filter=[priority > 1 AND product = 'lamp'], columns=[[id]])",
        plan(
            "SELECT id FROM tickets WHERE priority > 1 AND product = 'lamp'"
                + " ORDER BY cosine_distance(latent, ?) LIMIT 5"));
  }

  @Test
  void nearestUnderAConditionTheStoreCannotTell_isOneNodeOfThePlan() throws SQLException {
    String sql =
        "SELECT id FROM tickets WHERE char_length(body) > 11 AND has_tag(id, 'refund')"
            + " ORDER BY cosine_distance(latent, ?) LIMIT 5";
    assertTrue(plan(sql).startsWith("NearestNeighbors("), plan(sql));
    assertEquals(1, plan(sql).lines().count());
    assertEquals(
        List.of("t001", "t002", "t003"), rows(sql, Tickets.about(1)).stream().sorted().toList());
  }

  @Test
  void nearest_areThoseOfTheApi() throws SQLException {
    try (Portolan db = Portolan.openExisting(Path.of(url.substring("jdbc:portolan:".length())))) {
      List<String> api =
          db.dataset("tickets").search(Tickets.about(2)).k(7).run().stream()
              .map(hit -> hit.id() + "|" + hit.distance())
              .toList();
      assertEquals(
          api,
          rows(
              "SELECT id, cosine_distance(latent, ?) d FROM tickets ORDER BY d LIMIT 7",
              Tickets.about(2)));
    }
  }

  @Test
  void nearest_takesTextForAVector() throws SQLException {
    assertEquals(
        rows(
            "SELECT id FROM tickets ORDER BY cosine_distance(latent, ?) LIMIT 3", Tickets.about(0)),
        rows(
            "SELECT id FROM tickets ORDER BY cosine_distance(latent, '[1,0,0,0,0,0,0,0]') LIMIT"
                + " 3"));
  }

  @Test
  void count_readsNoColumn() throws SQLException {
    assertEquals(
        "Count(table=[tickets], filter=[has_tag(id, 'refund')])",
        plan("SELECT count(*) FROM tickets WHERE has_tag(id, 'refund')"));
    assertEquals(List.of("3"), rows("SELECT count(*) FROM tickets WHERE has_tag(id, 'refund')"));
  }

  @Test
  void insertAndDelete_changeTheDataset() throws SQLException {
    assertEquals(
        2,
        change(
            "INSERT INTO tickets (id, body, priority, opened_at, labels, latent) VALUES"
                + " ('n1', 'größe 日本', 3, TIMESTAMP '2026-05-05 10:00:00', ARRAY['p', 'q'],"
                + " '[0, 0, 2, 0, 0, 0, 0, 0]'), ('n2', NULL, NULL, NULL, NULL, ?)",
            (Object) Tickets.about(1)));
    assertEquals(
        List.of(
            "n1|größe 日本|3|2026-05-05 10:00:00.000|[p, q]|[0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0,"
                + " 0.0]"),
        rows("SELECT id, body, priority, opened_at, labels, latent FROM tickets WHERE id = 'n1'"));
    assertEquals(2, change("DELETE FROM tickets WHERE id IN ('n1', 'n2', 'n3')"));
    assertEquals(List.of("240"), rows("SELECT count(*) FROM tickets"));
  }

  @Test
  void insertOfAnIdThatIsThere_addsNothing() throws SQLException {
    SQLException refused =
        assertThrows(
            SQLException.class, () -> change("INSERT INTO tickets (id) VALUES ('n9'), ('t001')"));
    assertEquals(
        "datum 't001' is there already; nothing was added: delete it first, or choose another id",
        refused.getMessage());
    assertEquals(List.of(), rows("SELECT id FROM tickets WHERE id = 'n9'"));
  }

  @Test
  void tags_areEditedThroughDatumTags() throws SQLException {
    assertEquals(2, change("INSERT INTO datum_tags VALUES ('urgent', 't005'), ('urgent', 't006')"));
    assertEquals(1, change("DELETE FROM datum_tags WHERE tag = 'urgent' AND id = 't005'"));
    assertEquals(
        List.of("urgent|t006"), rows("SELECT tag, id FROM datum_tags WHERE tag = 'urgent'"));
    assertEquals(1, change("DELETE FROM datum_tags WHERE tag = 'urgent'"));
  }

  @Test
  void readOnlyConnection_refusesChanges() throws SQLException {
    try (Connection reader = DriverManager.getConnection(url + "?readOnly=true");
        Statement statement = reader.createStatement()) {
      SQLException refused =
          assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM tickets"));
      assertEquals("25006", refused.getSQLState());
      assertTrue(reader.isReadOnly());
    }
  }

  @Test
  void transactions_areRefusedInWords() {
    SQLException refused = assertThrows(SQLException.class, () -> connection.setAutoCommit(false));
    assertTrue(refused.getMessage().startsWith("there are no transactions"), refused.getMessage());
  }

  @Test
  void maxRows_endTheAnswer() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(5);
      assertEquals(5, rows(statement.executeQuery("SELECT id FROM tickets")).size());
    }
  }

  @Test
  void timeOut_endsALongQuery() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThrows(
          SQLTimeoutException.class,
          () ->
              rows(
                  statement.executeQuery(
                      "SELECT count(*) FROM tickets a, tickets b, tickets c, tickets d, tickets e"
                          + " WHERE a.score + b.score + c.score + d.score + e.score < 0")));
    }
  }

  @Test
  void cancelByAnotherThread_endsALongQuery() throws Exception {
    try (Statement statement = connection.createStatement()) {
      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  Thread.sleep(300);
                  statement.cancel();
                } catch (InterruptedException | SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      SQLException cancelled =
          assertThrows(
              SQLException.class,
              () ->
                  rows(
                      statement.executeQuery(
                          "SELECT count(*) FROM tickets a, tickets b, tickets c, tickets d, tickets"
                              + " e WHERE a.score + b.score + c.score + d.score + e.score < 0")));
      assertEquals("57014", cancelled.getSQLState());
      other.join();
    }
  }

  @Test
  void vectors_areReadInBulk() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery("SELECT id, latent FROM tickets WHERE latent IS NOT NULL")) {
      float[] block = new float[100 * Tickets.DIMENSIONS];
      VectorRows vectors = answer.unwrap(VectorRows.class);
      int read = 0;
      for (int n = vectors.nextVectors(2, block, Tickets.DIMENSIONS);
          n > 0;
          n = vectors.nextVectors(2, block, Tickets.DIMENSIONS)) {
        read += n;
      }
      assertEquals(Tickets.COUNT - 4, read);
    }
  }

  @Test
  void dataAddedWhileRowsAreRead_areNotAmongThem() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SELECT id FROM tickets")) {
      assertTrue(answer.next());
      change("INSERT INTO tickets (id) VALUES ('later')");
      assertEquals(Tickets.COUNT - 1, rows(answer).size());
    } finally {
      change("DELETE FROM tickets WHERE id = 'later'");
    }
  }

  @Test
  void nearestBySql_isWatchedLikeAnySearch() throws Exception {
    Path recorded = directory.resolve("searches.jfr");
    long before;
    try (Recording recording = new Recording();
        Portolan db = Tickets.create(directory.resolve("watched.portolan"));
        Connection own = PortolanDriver.connect(db);
        Statement statement = own.createStatement()) {
      recording.enable("dev.portolan.Search").withoutThreshold();
      before = db.dataset("tickets").metrics().searches().count();
      recording.start();
      try (ResultSet nearest =
          statement.executeQuery(
              "SELECT id FROM tickets WHERE priority > 1 ORDER BY"
                  + " cosine_distance(latent, '[1, 0, 0, 0, 0, 0, 0, 0]') LIMIT 7")) {
        assertEquals(7, rows(nearest).size());
      }
      recording.stop();
      recording.dump(recorded);
      assertEquals(before + 1, db.dataset("tickets").metrics().searches().count());
    }
    RecordedEvent search = RecordingFile.readAllEvents(recorded).getFirst();
    assertEquals("tickets", search.getString("dataset"));
    assertEquals(7, search.getInt("hits"));
    assertTrue(
        search.getString("question").startsWith("7 hits near a vector of 8 dimensions where"),
        search.getString("question"));
  }
}
