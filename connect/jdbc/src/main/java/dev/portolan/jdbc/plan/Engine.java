package dev.portolan.jdbc.plan;

import dev.portolan.Portolan;
import dev.portolan.query.filter.Filter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers SQL over one database, keeping the plans of the texts it saw last.
///
/// A plan holds as long as the columns of the datasets it asks stay. Safe for many threads.
public final class Engine {
  private static final int KEPT = 500;

  private final Portolan db;
  private final Map<String, Plan> plans =
      new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Plan> eldest) {
          return size() > KEPT;
        }
      };

  public Engine(Portolan db) {
    this.db = db;
  }

  public Portolan database() {
    return db;
  }

  /// The plan of a text.
  ///
  /// @throws SqlMistake when the text is no SQL, or names what there is not
  public Plan plan(String sql) {
    Plan known;
    synchronized (plans) {
      known = plans.get(sql);
    }
    if (known != null && holds(known)) {
      return known;
    }
    Plan made = new Planner(db).plan(sql);
    synchronized (plans) {
      plans.put(sql, made);
    }
    return made;
  }

  /// The plan of a text that was planned before: the same where it says itself, when it runs,
  /// whether it still holds; else as [#plan] has it.
  ///
  /// Looking at columns and maps costs as much as a search.
  public Plan again(String sql, Plan before) {
    return before instanceof Plan.Query query && query.rows() instanceof DatasetRead
        ? before
        : plan(sql);
  }

  /// The data of a dataset that a condition of SQL selects, as a filter.
  ///
  /// @throws SqlMistake when the text is no condition, or names what there is not
  public Filter filter(String dataset, String condition) {
    return new Planner(db).filter(dataset, condition);
  }

  private boolean holds(Plan plan) {
    return plan.shapes().stream().allMatch(shape -> shape.equals(shape.now(db)));
  }

  /// Makes the plan anew when its text is next asked.
  public void forget(Plan plan) {
    synchronized (plans) {
      plans.values().remove(plan);
    }
  }

  /// Changes data or tags, all of it or nothing, durably.
  ///
  /// @return how many data, or tags of data, were changed
  public int change(Plan.Change plan, Object[] parameters, Execution.Settings settings) {
    try (Execution run = start(plan.source(), parameters, settings)) {
      return plan.writing().write(run, plan.source().rows(run).toList());
    }
  }

  /// A run of a plan.
  ///
  /// @param parameters as compiled plans have values
  public Execution start(Plan.Query plan, Object[] parameters, Execution.Settings settings) {
    return new Execution(db, parameters, plan, settings);
  }
}
