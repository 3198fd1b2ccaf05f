package dev.portolan.jdbc;

import dev.portolan.Portolan;
import dev.portolan.jdbc.plan.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.UnregisteredDriver;

/// The JDBC driver: `jdbc:portolan:PATH[?readOnly=true]`.
///
/// `DriverManager` finds it on the class path. The database must be there. Connections of one
/// process to one directory share it; the first change takes the right to write, which is kept
/// until the last of them is closed. `exact=true` measures every vector in searches.
///
/// Safe for many threads, as connections are; a statement and its rows are for one thread.
public final class PortolanDriver extends UnregisteredDriver {
  private static final PortolanDriver REGISTERED = new PortolanDriver();

  static {
    try {
      DriverManager.registerDriver(REGISTERED);
    } catch (SQLException e) {
      throw new IllegalStateException("the driver cannot be registered", e);
    }
  }

  private final OpenDatabases databases = new OpenDatabases();

  /// A connection to a database that is open in this process already, and stays open when the
  /// connection is closed.
  public static Connection connect(Portolan db) throws SQLException {
    return new PortolanConnection(
        REGISTERED,
        REGISTERED.factory,
        ConnectUrl.PREFIX + db.directory(),
        new ConnectUrl(db.directory(), false, false),
        new Engine(db),
        () -> {});
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    ConnectUrl asked = ConnectUrl.parse(url, info == null ? new Properties() : info);
    try {
      OpenDatabases.Use use = databases.use(asked.directory());
      return new PortolanConnection(this, factory, url, asked, use.engine(), use);
    } catch (RuntimeException e) {
      throw new SQLException(e.getMessage(), "08001", e);
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return url != null && url.startsWith(ConnectUrl.PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[] {
      option("readOnly", "Whether changes are refused."),
      option("exact", "Whether searches by vector measure every vector.")
    };
  }

  private static DriverPropertyInfo option(String name, String description) {
    DriverPropertyInfo option = new DriverPropertyInfo(name, "false");
    option.description = description;
    option.choices = new String[] {"false", "true"};
    return option;
  }

  @Override
  protected String getConnectStringPrefix() {
    return ConnectUrl.PREFIX;
  }

  @Override
  protected AvaticaFactory createFactory() {
    return new JdbcObjects();
  }

  @Override
  protected DriverVersion createDriverVersion() {
    return new DriverVersion("Portolan JDBC driver", "0.1", "Portolan", "0.1", false, 0, 1, 0, 1);
  }

  @Override
  public Meta createMeta(AvaticaConnection connection) {
    return new ConnectionState(connection);
  }
}
