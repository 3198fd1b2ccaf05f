package dev.portolan.jdbc.plan;

import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.filter.Filter;
import java.util.List;

/// A condition of SQL as a filter of the store, once its parameters are known: it selects the data
/// for which the condition is true, neither false nor unknown.
@FunctionalInterface
interface Condition {
  Filter filter(Execution run, DatasetSnapshot now);

  Filter NOTHING = new Filter.Or(List.of());

  static Condition always(Filter filter) {
    return (_, _) -> filter;
  }

  default Condition not() {
    return (run, now) -> filter(run, now).not();
  }

  static Condition all(List<Condition> parts) {
    return (run, now) ->
        parts.size() == 1
            ? parts.getFirst().filter(run, now)
            : new Filter.And(parts.stream().map(part -> part.filter(run, now)).toList());
  }

  static Condition any(List<Condition> parts) {
    return (run, now) -> new Filter.Or(parts.stream().map(part -> part.filter(run, now)).toList());
  }
}
