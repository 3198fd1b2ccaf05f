package dev.portolan.jdbc.plan;

import java.util.List;

/// How rows of a plan change the database.
@FunctionalInterface
public interface Writing {
  /// @return how many data, or tags of data, were changed
  int write(Execution run, List<Object[]> rows);
}
