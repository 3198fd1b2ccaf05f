package dev.portolan.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Portolan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every statement in docs/sql.md runs.
class DocumentedSqlTest {
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void everyExample_runs() throws IOException, SQLException {
    List<String> statements = statements();
    assertTrue(statements.size() > 25, statements.size() + " statements");
    try (Portolan db = Tickets.create(directory.resolve("support.portolan"));
        Connection connection = PortolanDriver.connect(db)) {
      for (String sql : statements) {
        assertDoesNotThrow(() -> run(connection, sql), sql);
      }
    }
  }

  private static List<String> statements() throws IOException {
    String page = Files.readString(page());
    List<String> statements = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(page); block.find(); ) {
      for (String statement : block.group(1).split(";\\s*(\n|$)")) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
    }
    return statements;
  }

  private static Path page() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("docs/sql.md"))) {
      at = at.getParent();
    }
    return at.resolve("docs/sql.md");
  }

  /// Parameters are vectors.
  private static void run(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameters = statement.getParameterMetaData().getParameterCount();
      for (int i = 1; i <= parameters; i++) {
        statement.setObject(i, Tickets.about(i));
      }
      boolean answers = statement.execute();
      if (answers) {
        try (ResultSet rows = statement.getResultSet()) {
          assertTrue(
              rows.next()
                  || sql.contains("duplicate")
                  || sql.contains("in_polygon")
                  || sql.contains("vector_search"),
              sql);
        }
      } else {
        assertTrue(statement.getUpdateCount() > 0, sql);
      }
    }
  }
}
