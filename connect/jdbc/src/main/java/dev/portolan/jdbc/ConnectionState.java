package dev.portolan.jdbc;

import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.TypedValue;

/// What Avatica asks beside the statements, which run their plans themselves.
final class ConnectionState extends MetaImpl {
  ConnectionState(AvaticaConnection connection) {
    super(connection);
    connProps.setAutoCommit(true).setReadOnly(false);
  }

  @Override
  public Iterable<Object> createIterable(
      StatementHandle statement,
      QueryState state,
      Signature signature,
      List<TypedValue> parameters,
      Frame frame) {
    return frame.rows;
  }

  @Override
  public void closeStatement(StatementHandle statement) {}

  @Override
  public Map<DatabaseProperty, Object> getDatabaseProperties(ConnectionHandle connection) {
    return Map.of();
  }

  @Override
  public StatementHandle prepare(ConnectionHandle connection, String sql, long maxRows) {
    throw unused();
  }

  @Deprecated
  @Override
  public ExecuteResult prepareAndExecute(
      StatementHandle statement, String sql, long maxRows, PrepareCallback callback) {
    throw unused();
  }

  @Override
  public ExecuteResult prepareAndExecute(
      StatementHandle statement, String sql, long maxRows, int frame, PrepareCallback callback) {
    throw unused();
  }

  @Override
  public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle statement, List<String> sql) {
    throw unused();
  }

  @Override
  public ExecuteBatchResult executeBatch(
      StatementHandle statement, List<List<TypedValue>> parameters) {
    throw unused();
  }

  @Override
  public Frame fetch(StatementHandle statement, long offset, int rows) {
    throw unused();
  }

  @Deprecated
  @Override
  public ExecuteResult execute(
      StatementHandle statement, List<TypedValue> parameters, long maxRows) {
    throw unused();
  }

  @Override
  public ExecuteResult execute(
      StatementHandle statement, List<TypedValue> parameters, int firstFrame) {
    throw unused();
  }

  @Override
  public boolean syncResults(StatementHandle statement, QueryState state, long offset)
      throws NoSuchStatementException {
    throw unused();
  }

  @Override
  public void commit(ConnectionHandle connection) {
    throw unused();
  }

  @Override
  public void rollback(ConnectionHandle connection) {
    throw unused();
  }

  private static IllegalStateException unused() {
    return new IllegalStateException("statements run their plans themselves");
  }
}
