package dev.portolan.benchmarks.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/// A program that wants one row, and says how long it waited for it in milliseconds.
public final class FirstRow {
  private FirstRow() {}

  /// @param arguments the address of a database
  public static void main(String[] arguments) throws SQLException {
    long before = System.nanoTime();
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, body FROM orders LIMIT 1")) {
      if (!rows.next()) {
        throw new IllegalStateException("dataset 'orders' has no row");
      }
      System.out.printf(
          Locale.ROOT, "%s %.0f%n", rows.getString(1), (System.nanoTime() - before) / 1e6);
    }
  }
}
