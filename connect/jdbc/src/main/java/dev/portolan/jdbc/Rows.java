package dev.portolan.jdbc;

import dev.portolan.jdbc.plan.Execution;
import dev.portolan.jdbc.plan.Plan;
import dev.portolan.storage.Deadline;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;

/// The rows of a run, made while they are asked for; closing them ends the run. For one thread.
final class Rows implements Iterator<Object[]>, AutoCloseable {
  private final Enumerator<Object[]> rows;
  private final Execution run;
  private final Deadline deadline;
  private long left;
  private Boolean more;

  /// @param run or null
  /// @param most rows at most, 0 for all
  private Rows(Enumerator<Object[]> rows, Execution run, Deadline deadline, long most) {
    this.rows = rows;
    this.run = run;
    this.deadline = deadline;
    this.left = most == 0 ? Long.MAX_VALUE : most;
  }

  static Rows of(Plan.Query query, Execution run, Deadline deadline, long most) {
    return new Rows(query.rows(run).enumerator(), run, deadline, most);
  }

  static Rows of(List<Object[]> rows) {
    return new Rows(Linq4j.enumerator(rows), null, Deadline.none(), 0);
  }

  @Override
  public boolean hasNext() {
    if (more == null) {
      deadline.check();
      more = left > 0 && rows.moveNext();
    }
    return more;
  }

  @Override
  public Object[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there are no more rows");
    }
    more = null;
    left--;
    return rows.current();
  }

  @Override
  public void close() {
    try {
      rows.close();
    } finally {
      if (run != null) {
        run.close();
      }
    }
  }
}
