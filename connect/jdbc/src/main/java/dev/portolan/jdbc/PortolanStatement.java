package dev.portolan.jdbc;

import dev.portolan.jdbc.plan.Plan;
import java.sql.SQLException;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;

/// A statement that is planned when it is run.
final class PortolanStatement extends AvaticaStatement {
  private static final Object[] NO_PARAMETERS = new Object[0];

  PortolanStatement(
      PortolanConnection connection,
      Meta.StatementHandle handle,
      int type,
      int concurrency,
      int holdability) {
    super(connection, handle, type, concurrency, holdability);
  }

  @Override
  protected void executeInternal(String sql) throws SQLException {
    cancelFlag.set(false);
    closeRows();
    PortolanConnection portolan = (PortolanConnection) connection;
    PlanSignature signature = portolan.plan(sql);
    if (!signature.parameters.isEmpty()) {
      throw SqlFailure.of(
          "the text has %d parameters; prepare it and bind them"
              .formatted(signature.parameters.size()),
          "07001");
    }
    setSignature(signature);
    if (signature.plan instanceof Plan.Change change) {
      updateCount = PlanRun.change(portolan, this, cancelFlag, change, NO_PARAMETERS);
      return;
    }
    Rows rows = PlanRun.rows(portolan, this, cancelFlag, signature.plan, NO_PARAMETERS);
    openResultSet = PortolanResultSet.open(this, new QueryState(sql), signature, rows);
  }

  private void closeRows() {
    updateCount = -1;
    if (openResultSet != null) {
      openResultSet.close();
      openResultSet = null;
    }
  }

  @Override
  protected long[] executeBatchInternal() throws SQLException {
    throw SqlFailure.unsupported(
        "batches are for prepared statements; run the statements one by one, or prepare one");
  }

  @Override
  public void setEscapeProcessing(boolean on) {}
}
