package dev.portolan.jdbc;

import dev.portolan.jdbc.plan.Engine;
import dev.portolan.jdbc.plan.Execution;
import dev.portolan.jdbc.plan.Plan;
import dev.portolan.storage.Deadline;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs plans for statements.
final class PlanRun {
  private PlanRun() {}

  /// The rows of a query, which end the run when they are closed.
  static Rows rows(
      PortolanConnection connection,
      Statement statement,
      AtomicBoolean cancelled,
      Plan plan,
      Object[] parameters)
      throws SQLException {
    if (plan instanceof Plan.Explained(_, _, _, String text)) {
      return Rows.of(List.<Object[]>of(new Object[] {text}));
    }
    Plan.Query query = (Plan.Query) plan;
    Execution.Settings settings = settings(connection, statement, cancelled);
    Execution run = connection.engine().start(query, parameters, settings);
    try {
      return Rows.of(query, run, settings.deadline(), statement.getLargeMaxRows());
    } catch (RuntimeException | Error e) {
      run.close();
      throw failed(connection.engine(), plan, e);
    }
  }

  /// How many data a change changed.
  static int change(
      PortolanConnection connection,
      Statement statement,
      AtomicBoolean cancelled,
      Plan.Change change,
      Object[] parameters)
      throws SQLException {
    if (connection.isReadOnly()) {
      throw SqlFailure.of(
          "the connection is read-only; open one without readOnly=true to change data", "25006");
    }
    try {
      return connection
          .engine()
          .change(change, parameters, settings(connection, statement, cancelled));
    } catch (RuntimeException | Error e) {
      throw failed(connection.engine(), change, e);
    }
  }

  private static SQLException failed(Engine engine, Plan plan, Throwable failure) {
    if (failure instanceof LinkageError) {
      engine.forget(plan);
    }
    return SqlFailure.of(failure);
  }

  private static Execution.Settings settings(
      PortolanConnection connection, Statement statement, AtomicBoolean cancelled)
      throws SQLException {
    int seconds = statement.getQueryTimeout();
    Duration allowed = seconds == 0 ? null : Duration.ofSeconds(seconds);
    return new Execution.Settings(connection.exact(), Deadline.in(allowed, cancelled::get));
  }
}
