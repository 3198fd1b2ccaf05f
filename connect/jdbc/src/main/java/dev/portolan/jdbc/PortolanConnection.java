package dev.portolan.jdbc;

import dev.portolan.jdbc.plan.Engine;
import dev.portolan.jdbc.plan.Plan;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;

/// A connection: every statement is its own transaction.
final class PortolanConnection extends AvaticaConnection {
  private final ConnectUrl asked;
  private final Engine engine;
  private final AutoCloseable use;
  private boolean readOnly;

  PortolanConnection(
      PortolanDriver driver,
      AvaticaFactory factory,
      String url,
      ConnectUrl asked,
      Engine engine,
      AutoCloseable use) {
    super(driver, factory, url, new Properties());
    this.asked = asked;
    this.engine = engine;
    this.use = use;
    this.readOnly = asked.readOnly();
  }

  Engine engine() {
    return engine;
  }

  boolean exact() {
    return asked.exact();
  }

  PlanSignature plan(String sql) throws SQLException {
    checkOpen();
    try {
      return new PlanSignature(sql, engine.plan(sql));
    } catch (RuntimeException | Error e) {
      throw SqlFailure.of(e);
    }
  }

  /// What a statement planned before means now; the same where that is told when it runs.
  PlanSignature again(PlanSignature before) throws SQLException {
    checkOpen();
    try {
      Plan plan = engine.again(before.sql, before.plan);
      return plan == before.plan ? before : new PlanSignature(before.sql, plan);
    } catch (RuntimeException | Error e) {
      throw SqlFailure.of(e);
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return new PortolanPreparedStatement(this, plan(sql), type, concurrency, holdability);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
    if (generatedKeys == Statement.RETURN_GENERATED_KEYS) {
      throw SqlFailure.unsupported("generated ids are not returned; give the data their ids");
    }
    return prepareStatement(sql);
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    throw SqlFailure.unsupported("there are no procedures to call");
  }

  @Override
  public String nativeSQL(String sql) {
    return sql;
  }

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    checkOpen();
    if (!on) {
      throw noTransactions();
    }
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return true;
  }

  @Override
  public void commit() throws SQLException {
    throw noTransactions();
  }

  @Override
  public void rollback() throws SQLException {
    throw noTransactions();
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    throw noTransactions();
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    throw noTransactions();
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    throw noTransactions();
  }

  private static SQLException noTransactions() {
    return SqlFailure.unsupported(
        "there are no transactions over several statements: each one is durable when it returns;"
            + " leave auto-commit on, and put what belongs together into one INSERT or DELETE");
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
    if (level != TRANSACTION_NONE) {
      throw noTransactions();
    }
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    checkOpen();
    return TRANSACTION_NONE;
  }

  @Override
  public void setReadOnly(boolean on) throws SQLException {
    checkOpen();
    if (!on && asked.readOnly()) {
      throw SqlFailure.of(
          "the connection was opened with readOnly=true; open another one to write", "25006");
    }
    readOnly = on;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return readOnly;
  }

  @Override
  public String getCatalog() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public String getSchema() throws SQLException {
    checkOpen();
    return dev.portolan.jdbc.plan.Catalog.DATA;
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    checkOpen();
    if (!dev.portolan.jdbc.plan.Catalog.DATA.equalsIgnoreCase(schema)) {
      throw SqlFailure.unsupported(
          "names are looked up in schema data, then in schema about; write about.topics to be"
              + " sure");
    }
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    close();
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed()) {
      super.close();
      try {
        use.close();
      } catch (Exception e) {
        throw SqlFailure.of(e);
      }
    }
  }
}
