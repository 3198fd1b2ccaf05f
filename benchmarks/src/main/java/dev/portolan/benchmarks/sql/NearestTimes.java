package dev.portolan.benchmarks.sql;

import dev.portolan.Dataset;
import dev.portolan.Hit;
import dev.portolan.Portolan;
import dev.portolan.query.filter.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The ten nearest by a prepared statement and by the Java API, in turns, with their bodies.
final class NearestTimes {
  private static final int K = 10;
  private static final int QUESTIONS = 300;
  private static final int WARM_UPS = 300;

  private NearestTimes() {}

  /// Rows of a table: what was asked; median SQL, median Java; their ratio, by clock and processor.
  static String rows(Portolan db, Connection connection) throws Exception {
    return row(db.dataset("orders"), connection, "of all", "", Filter.all())
        + row(
            db.dataset("orders"),
            connection,
            "`priority > 1`",
            "WHERE priority > 1 ",
            Filter.greaterThan("priority", 1L));
  }

  private static String row(
      Dataset orders, Connection connection, String name, String where, Filter filter)
      throws Exception {
    Times bySql = new Times(QUESTIONS);
    Times byJava = new Times(QUESTIONS);
    int differing = 0;
    String text =
        "SELECT id, body FROM orders %sORDER BY cosine_distance(latent, ?) LIMIT %d"
            .formatted(where, K);
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (int q = 0; q < WARM_UPS; q++) {
        bySql(statement, Orders.question(q));
        byJava(orders, filter, Orders.question(q));
      }
      for (int q = 0; q < QUESTIONS; q++) {
        float[] vector = Orders.question(WARM_UPS + q);
        List<String> sql = null;
        if (q % 2 == 0) {
          sql = bySql.take(() -> bySql(statement, vector));
        }
        List<String> java = byJava.take(() -> byJava(orders, filter, vector));
        if (sql == null) {
          sql = bySql.take(() -> bySql(statement, vector));
        }
        differing += sql.equals(java) ? 0 : 1;
      }
    }
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.3f | %.3f | **%.2f** | %.2f |%n",
        name,
        differing,
        bySql.clock(.5),
        byJava.clock(.5),
        bySql.clock(.5) / byJava.clock(.5),
        bySql.processor(.5) / byJava.processor(.5));
  }

  private static List<String> bySql(PreparedStatement statement, float[] vector)
      throws SQLException {
    List<String> found = new ArrayList<>();
    statement.setObject(1, vector);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1) + rows.getString(2));
      }
    }
    return found;
  }

  private static List<String> byJava(Dataset orders, Filter filter, float[] vector) {
    List<Hit> hits = orders.search(vector).where(filter).k(K).include("body").run();
    return hits.stream().map(hit -> hit.id() + hit.values().get("body")).toList();
  }
}
