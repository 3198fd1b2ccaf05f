package dev.portolan.jdbc;

import static org.junit.jupiter.api.Assertions.fail;

import dev.portolan.Portolan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random queries, answered here and by DuckDB holding the same columns: no difference.
///
/// `-Dportolan.selects=2000` asks as many.
class DuckDbOracleTest {
  private static final long SEED = Long.getLong("portolan.seed", 7);
  private static final int SELECTS = Integer.getInteger("portolan.selects", 150);
  private static final int SHOWN = 12;

  @TempDir Path directory;

  @Test
  void randomSelects_areAnsweredAsByDuckDb() throws SQLException {
    Path path = directory.resolve("support.portolan");
    try (Portolan db = Tickets.create(path)) {
      db.dataset("tickets")
          .tags()
          .create("late ones", dev.portolan.query.filter.Filter.words("body", "late"));
      db.dataset("tickets").delete(List.of("t007", "t019"));
    }
    try (Connection ours = DriverManager.getConnection("jdbc:portolan:" + path + "?exact=true");
        Connection theirs = DriverManager.getConnection("jdbc:duckdb:")) {
      copy(ours, theirs);
      List<String> different = new ArrayList<>();
      RandomSelects selects = new RandomSelects(SEED);
      for (int i = 0; i < SELECTS; i++) {
        RandomSelects.Pair pair = selects.next();
        String difference = difference(ours, theirs, pair);
        if (difference != null) {
          different.add(i + ": " + pair.ours() + "\n   " + difference);
        }
      }
      System.out.printf("%d selects, seed %d, %d differences%n", SELECTS, SEED, different.size());
      if (!different.isEmpty()) {
        fail(
            "seed %d: %d of %d differ\n%s"
                .formatted(
                    SEED,
                    different.size(),
                    SELECTS,
                    String.join("\n", different.subList(0, Math.min(SHOWN, different.size())))));
      }
    }
  }

  private static void copy(Connection ours, Connection theirs) throws SQLException {
    try (Statement setting = theirs.createStatement()) {
      setting.execute("SET integer_division = true");
      setting.execute("SET default_null_order = 'nulls_last'");
    }
    for (String table : List.of("tickets", "topics", "datum_tags")) {
      copy(ours, theirs, table);
    }
  }

  private static void copy(Connection ours, Connection theirs, String table) throws SQLException {
    try (Statement asking = ours.createStatement();
        ResultSet rows = asking.executeQuery("SELECT * FROM " + table);
        Statement making = theirs.createStatement()) {
      ResultSetMetaData columns = rows.getMetaData();
      StringJoiner declared = new StringJoiner(", ");
      StringJoiner marks = new StringJoiner(", ");
      for (int c = 1; c <= columns.getColumnCount(); c++) {
        declared.add('"' + columns.getColumnLabel(c) + "\" " + type(columns.getColumnTypeName(c)));
        marks.add(columns.getColumnTypeName(c).startsWith("VECTOR") ? "?::VARCHAR::DOUBLE[]" : "?");
      }
      making.execute("CREATE TABLE %s (%s)".formatted(table, declared));
      try (PreparedStatement insert =
          theirs.prepareStatement("INSERT INTO %s VALUES (%s)".formatted(table, marks))) {
        while (rows.next()) {
          for (int c = 1; c <= columns.getColumnCount(); c++) {
            insert.setObject(c, value(rows, c, columns.getColumnTypeName(c)));
          }
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  private static String type(String ours) {
    return ours.startsWith("VECTOR")
        ? "DOUBLE[]"
        : ours.endsWith("ARRAY") ? "VARCHAR" : ours.equals("REAL") ? "FLOAT" : ours;
  }

  private static Object value(ResultSet rows, int column, String type) throws SQLException {
    return type.startsWith("VECTOR") || type.endsWith("ARRAY")
        ? rows.getString(column)
        : rows.getObject(column);
  }

  private static String difference(Connection ours, Connection theirs, RandomSelects.Pair pair) {
    List<List<Object>> here;
    List<List<Object>> there;
    try {
      there = rows(theirs, pair.theirs());
    } catch (SQLException e) {
      return "DuckDB refuses: " + e.getMessage().lines().findFirst().orElse("");
    }
    try {
      here = rows(ours, pair.ours());
    } catch (SQLException | RuntimeException e) {
      return "refused: " + e.getMessage();
    }
    if (here.size() != there.size()) {
      return "%d rows, DuckDB has %d".formatted(here.size(), there.size());
    }
    if (!pair.ordered()) {
      Collections.sort(here, DuckDbOracleTest::compare);
      Collections.sort(there, DuckDbOracleTest::compare);
    }
    for (int i = 0; i < here.size(); i++) {
      if (!same(here.get(i), there.get(i))) {
        return "row %d is %s, DuckDB has %s".formatted(i, here.get(i), there.get(i));
      }
    }
    return null;
  }

  private static List<List<Object>> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      int columns = answer.getMetaData().getColumnCount();
      while (answer.next()) {
        List<Object> row = new ArrayList<>();
        for (int c = 1; c <= columns; c++) {
          row.add(plain(answer.getObject(c)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /// Numbers as doubles, moments as texts.
  private static Object plain(Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal decimal -> decimal.doubleValue();
      case Number number -> number.doubleValue();
      case Boolean truth -> truth;
      default -> value.toString();
    };
  }

  private static boolean same(List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      Object x = a.get(i);
      Object y = b.get(i);
      boolean equal =
          x instanceof Double left && y instanceof Double right
              ? Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left))
              : java.util.Objects.equals(x, y);
      if (!equal) {
        return false;
      }
    }
    return true;
  }

  private static int compare(List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = String.valueOf(a.get(i)).compareTo(String.valueOf(b.get(i)));
      Object x = a.get(i);
      Object y = b.get(i);
      if (x instanceof Double left && y instanceof Double right) {
        order =
            Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left))
                ? 0
                : Double.compare(left, right);
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
