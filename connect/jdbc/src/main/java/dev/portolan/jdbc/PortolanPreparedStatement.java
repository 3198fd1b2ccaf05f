package dev.portolan.jdbc;

import dev.portolan.jdbc.plan.Parameters;
import dev.portolan.jdbc.plan.Plan;
import dev.portolan.jdbc.plan.StalePlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.TypedValue;

/// A statement that was planned once and is run with other parameters each time.
///
/// Where the columns of a dataset changed since, it is planned again.
final class PortolanPreparedStatement extends AvaticaPreparedStatement {
  PortolanPreparedStatement(
      PortolanConnection connection,
      PlanSignature signature,
      int type,
      int concurrency,
      int holdability)
      throws SQLException {
    super(connection, null, signature, type, concurrency, holdability);
  }

  private PortolanConnection portolan() {
    return (PortolanConnection) connection;
  }

  /// The plan as it holds now.
  private PlanSignature signature() throws SQLException {
    checkOpen();
    cancelFlag.set(false);
    updateCount = -1;
    if (openResultSet != null) {
      openResultSet.close();
      openResultSet = null;
    }
    PlanSignature now = portolan().again((PlanSignature) getSignature());
    setSignature(now);
    return now;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    PlanSignature signature = signature();
    if (signature.changes()) {
      throw SqlFailure.of("the statement changes data; call executeUpdate", "07005");
    }
    query(signature);
    return openResultSet;
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    PlanSignature signature = signature();
    if (!(signature.plan instanceof Plan.Change change)) {
      throw SqlFailure.of("the statement changes nothing; call executeQuery", "07005");
    }
    updateCount = change(signature, change, getParameterValues());
    return updateCount;
  }

  @Override
  public boolean execute() throws SQLException {
    PlanSignature signature = signature();
    if (signature.plan instanceof Plan.Change change) {
      updateCount = change(signature, change, getParameterValues());
      return false;
    }
    query(signature);
    return true;
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    PlanSignature signature = signature();
    if (!(signature.plan instanceof Plan.Change change)) {
      throw SqlFailure.of("a batch is of changes; call executeQuery for a query", "07005");
    }
    List<List<TypedValue>> batch = List.copyOf(getParameterValueBatch());
    clearBatch();
    long[] counts = new long[batch.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = change(signature, change, batch.get(i));
    }
    return counts;
  }

  private void query(PlanSignature signature) throws SQLException {
    try {
      open(signature);
    } catch (SQLException e) {
      if (!(e.getCause() instanceof StalePlan)) {
        throw e;
      }
      PlanSignature anew = portolan().plan(signature.sql);
      setSignature(anew);
      open(anew);
    }
  }

  private void open(PlanSignature signature) throws SQLException {
    Rows rows =
        PlanRun.rows(
            portolan(), this, cancelFlag, signature.plan, values(signature, getParameterValues()));
    openResultSet = PortolanResultSet.open(this, new QueryState(signature.sql), signature, rows);
  }

  private int change(PlanSignature signature, Plan.Change change, List<TypedValue> bound)
      throws SQLException {
    return PlanRun.change(portolan(), this, cancelFlag, change, values(signature, bound));
  }

  private static Object[] values(PlanSignature signature, List<TypedValue> bound)
      throws SQLException {
    Object[] values = new Object[bound.size()];
    for (int i = 0; i < values.length; i++) {
      if (bound.get(i) == null) {
        throw SqlFailure.of(
            "parameter %d of %d is not bound".formatted(i + 1, values.length), "07002");
      }
      try {
        values[i] =
            Parameters.bound(bound.get(i).toLocal(), signature.plan.parameters().get(i), i + 1);
      } catch (RuntimeException e) {
        throw SqlFailure.of(e);
      }
    }
    return values;
  }

  @Override
  public void setEscapeProcessing(boolean on) {}
}
