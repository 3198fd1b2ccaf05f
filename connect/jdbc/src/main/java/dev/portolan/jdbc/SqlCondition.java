package dev.portolan.jdbc;

import dev.portolan.Dataset;
import dev.portolan.jdbc.plan.Engine;
import dev.portolan.query.filter.Filter;

/// Conditions of SQL as filters: what may stand behind WHERE.
public final class SqlCondition {
  private SqlCondition() {}

  /// The data that a condition selects: `priority > 2 AND has_tag(id, 'refund')`.
  ///
  /// Where the store cannot tell by a filter alone, as with `char_length(body) > 100`, it is asked
  /// now, and the filter is the set of those data.
  ///
  /// @throws IllegalArgumentException when the text is no condition, or names what there is not
  public static Filter filter(Dataset dataset, String condition) {
    return new Engine(dataset.portolan()).filter(dataset.name(), condition);
  }
}
