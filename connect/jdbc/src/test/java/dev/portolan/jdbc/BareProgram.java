package dev.portolan.jdbc;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;
import java.util.ServiceLoader;

/// A foreign tool: it knows `java.sql`, and loads the driver from a file.
public final class BareProgram {
  private BareProgram() {}

  /// @param arguments the driver's jar as a URI, the address of a database
  public static void main(String[] arguments) throws Exception {
    URL[] jar = {URI.create(arguments[0]).toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
      Driver driver = ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
      try (Connection connection = driver.connect(arguments[1], new Properties());
          Statement statement = connection.createStatement();
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
}
