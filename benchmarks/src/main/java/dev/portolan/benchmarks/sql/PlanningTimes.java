package dev.portolan.benchmarks.sql;

import java.sql.Connection;
import java.sql.SQLException;

/// How long a text takes to become a plan, in a warm process: seen before, and new each time.
final class PlanningTimes {
  private static final int TEXTS = 60;
  private static final int WARM_UPS = 60;

  private PlanningTimes() {}

  /// A kind of text; `%d` makes each one new.
  private record Kind(String name, String text) {}

  private static final Kind[] KINDS = {
    new Kind(
        "one dataset", "SELECT id, body FROM orders WHERE priority > %d AND score < 0.5 LIMIT 10"),
    new Kind(
        "the nearest",
        "SELECT id FROM orders WHERE priority > %d ORDER BY cosine_distance(latent, ?) LIMIT 10"),
    new Kind(
        "grouped",
        "SELECT product, count(*), avg(score) FROM orders WHERE priority > %d GROUP BY product"
            + " ORDER BY 2 DESC"),
    new Kind(
        "joined and grouped",
        "SELECT p.label, p.depth, avg(o.score) FROM orders o JOIN topics p"
            + " ON p.label = o.topic_depth_1 WHERE o.priority > %d GROUP BY 1, 2"),
    new Kind(
        "a window",
        "SELECT id, rank() OVER (PARTITION BY product ORDER BY score DESC) AS place FROM orders"
            + " WHERE priority > %d")
  };

  /// Rows of a table: the kind of text, the first of its kind in this process, then the others.
  static String rows(Connection connection) throws Exception {
    StringBuilder rows = new StringBuilder();
    for (Kind kind : KINDS) {
      Times first = new Times(1);
      first.take(() -> plan(connection, kind.text().formatted(-1)));
      for (int i = 0; i < WARM_UPS; i++) {
        plan(connection, kind.text().formatted(-2 - i));
      }
      Times later = new Times(TEXTS);
      for (int i = 0; i < TEXTS; i++) {
        String text = kind.text().formatted(i);
        later.take(() -> plan(connection, text));
      }
      Times seen = new Times(TEXTS);
      for (int i = 0; i < TEXTS; i++) {
        String text = kind.text().formatted(i);
        seen.take(() -> plan(connection, text));
      }
      rows.append(
          "| %s | %.0f | %s | %.3f |%n"
              .formatted(kind.name(), first.clock(0), later.cells(), seen.clock(.5)));
    }
    return rows.toString();
  }

  private static boolean plan(Connection connection, String text) throws SQLException {
    connection.prepareStatement(text).close();
    return true;
  }
}
