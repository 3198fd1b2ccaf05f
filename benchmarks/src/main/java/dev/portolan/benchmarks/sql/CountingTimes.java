package dev.portolan.benchmarks.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Counts over the whole dataset.
final class CountingTimes {
  private static final int RUNS = 9;

  private static final String[] TEXTS = {
    "SELECT topic_depth_1, count(*) FROM orders GROUP BY 1",
    "SELECT product, count(*) FROM orders GROUP BY 1",
    "SELECT product, avg(score) FROM orders WHERE priority > 1 GROUP BY 1"
  };

  private CountingTimes() {}

  /// Rows of a table: the text, whether the counts add up, the first time, then the others.
  ///
  /// @param n how many data there are
  static String rows(Connection connection, int n) throws Exception {
    StringBuilder rows = new StringBuilder();
    for (String text : TEXTS) {
      Times first = new Times(1);
      double sum = first.take(() -> sum(connection, text));
      Times later = new Times(RUNS);
      for (int i = 0; i < RUNS; i++) {
        later.take(() -> sum(connection, text));
      }
      String adds = text.contains("avg") ? "" : sum == n ? "yes" : "no: " + sum;
      rows.append(
          "| `%s` | %s | %.0f | %s |%n".formatted(text, adds, first.clock(0), later.cells()));
    }
    return rows.toString();
  }

  private static double sum(Connection connection, String text) throws SQLException {
    double sum = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      while (rows.next()) {
        sum += rows.getDouble(2);
      }
    }
    return sum;
  }
}
