package dev.portolan.jdbc;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// A foreign tool: it knows `java.sql`, and finds the driver in a file or on its class path.
public final class BareProgram {
  /// Stands for the jar where the driver is on the class path.
  static final String CLASS_PATH = "-";

  private BareProgram() {}

  /// @param arguments the driver's jar as a URI or `-`, the address of a database
  public static void main(String[] arguments) throws Exception {
    String address = arguments[1];
    if (arguments[0].equals(CLASS_PATH)) {
      try (Connection connection = DriverManager.getConnection(address)) {
        print(DriverManager.drivers().toList());
        print(connection);
      }
      return;
    }
    URL[] jar = {URI.create(arguments[0]).toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
      List<Driver> drivers =
          ServiceLoader.load(Driver.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .toList();
      print(drivers);
      try (Connection connection = drivers.getFirst().connect(address, new Properties())) {
        print(connection);
      }
    }
  }

  private static void print(List<Driver> drivers) {
    System.out.println(
        "drivers: "
            + drivers.stream()
                .map(driver -> driver.getClass().getName())
                .collect(Collectors.joining(", ")));
  }

  private static void print(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT t.product, count(*) FROM tickets t JOIN datum_tags g ON g.id = t.id"
                    + " WHERE g.tag = 'refund' GROUP BY 1 ORDER BY 1")) {
      while (rows.next()) {
        System.out.println(rows.getString(1) + " " + rows.getInt(2));
      }
    }
  }
}
