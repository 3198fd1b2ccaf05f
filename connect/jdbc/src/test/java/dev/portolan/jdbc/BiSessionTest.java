package dev.portolan.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Portolan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session of a reporting tool, through `java.sql` alone.
class BiSessionTest {
  @TempDir static Path directory;
  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    Path path = directory.resolve("support.portolan");
    Tickets.create(path).close();
    connection = DriverManager.getConnection("jdbc:portolan:" + path + "?readOnly=true");
    assertFalse(Portolan.openExisting(path).datasets().isEmpty());
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static List<String> column(ResultSet rows, String label) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(label));
    }
    return values;
  }

  @Test
  void tablesAndColumns_areListed() throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    assertEquals(List.of("about", "data"), column(meta.getSchemas(), "TABLE_SCHEM"));
    assertEquals(
        List.of("datum_tags", "maps", "tags", "topics", "tickets"),
        column(meta.getTables(null, null, "%", null), "TABLE_NAME"));
    assertEquals(
        List.of("tickets"),
        column(meta.getTables(null, "data", "t%", new String[] {"TABLE"}), "TABLE_NAME"));
    try (ResultSet latent = meta.getColumns(null, "data", "tickets", "latent")) {
      assertTrue(latent.next());
      assertEquals("VECTOR(8)", latent.getString("TYPE_NAME"));
      assertEquals(Types.OTHER, latent.getInt("DATA_TYPE"));
      assertEquals(9, latent.getInt("ORDINAL_POSITION"));
    }
    assertEquals(
        List.of("id"), column(meta.getPrimaryKeys(null, "data", "tickets"), "COLUMN_NAME"));
    assertEquals("\"", meta.getIdentifierQuoteString());
    assertFalse(meta.supportsTransactions());
  }

  @Test
  void topicsByMonth_countAllMappedData() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT topic_depth_1, FLOOR(opened_at TO MONTH) AS opened, count(*) AS n"
                    + " FROM tickets WHERE x IS NOT NULL GROUP BY 1, 2 ORDER BY 2, 3 DESC")) {
      int sum = 0;
      while (rows.next()) {
        sum += rows.getInt("n");
        assertEquals(1, rows.getTimestamp("opened").toLocalDateTime().getDayOfMonth());
      }
      assertEquals(Tickets.COUNT - 4, sum);
    }
  }

  @Test
  void deletionCandidates_comeWithTheTextThatStays() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT d.id, r.id AS stays, r.body, d.duplicate_distance FROM tickets d"
                    + " JOIN tickets r ON r.id = d.cluster_id"
                    + " WHERE d.duplicate_class = 'deletion candidate'"
                    + " ORDER BY d.duplicate_distance, d.id LIMIT 5")) {
      int count = 0;
      while (rows.next()) {
        assertTrue(rows.getString("stays").compareTo(rows.getString("id")) < 0);
        assertTrue(rows.getFloat("duplicate_distance") < .001);
        count++;
      }
      assertEquals(5, count);
    }
  }

  @Test
  void nearestWithinATag_areOfTheTag() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM tickets WHERE has_tag(id, ?)"
                + " ORDER BY cosine_distance(latent, ?) LIMIT 10")) {
      assertEquals("VECTOR", statement.getParameterMetaData().getParameterTypeName(2));
      statement.setString(1, "refund");
      statement.setObject(2, Tickets.about(2));
      assertEquals("t002", column(statement.executeQuery(), "id").getFirst());
    }
  }
}
