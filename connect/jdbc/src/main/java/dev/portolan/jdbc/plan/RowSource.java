package dev.portolan.jdbc.plan;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;

/// Rows that compiled plans ask for while they run.
///
/// Public because the code Calcite compiles calls it.
public interface RowSource {
  /// @param run an [Execution]
  Enumerable<Object[]> rows(DataContext run);

  /// Rows of one column, each as the bare value: so compiled plans have them.
  default Enumerable<Object> values(DataContext run) {
    return rows(run).select(row -> row[0]);
  }
}
