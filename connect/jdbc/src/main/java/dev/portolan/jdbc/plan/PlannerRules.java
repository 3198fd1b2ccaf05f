package dev.portolan.jdbc.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.volcano.AbstractConverter;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.JoinPushThroughJoinRule;
import org.apache.calcite.rel.rules.PruneEmptyRules;

/// The rules of Calcite that plans are made by, fewer than its own driver takes: each one costs
/// time with every text.
final class PlannerRules {
  static final List<RelOptRule> SUB_QUERIES =
      List.of(
          CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
          CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
          CoreRules.JOIN_SUB_QUERY_TO_CORRELATE);

  /// Bring conditions as far down as they go.
  static final List<RelOptRule> CONDITIONS =
      List.of(
          CoreRules.FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_AGGREGATE_TRANSPOSE,
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_MERGE,
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE);

  /// Find the cheapest way to run the rest.
  static final List<RelOptRule> COSTED =
      ImmutableList.<RelOptRule>builder()
          .addAll(EnumerableRules.rules())
          .add(
              AbstractConverter.ExpandConversionRule.INSTANCE,
              CoreRules.PROJECT_MERGE,
              CoreRules.PROJECT_REMOVE,
              CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW,
              CoreRules.AGGREGATE_EXPAND_DISTINCT_AGGREGATES,
              CoreRules.AGGREGATE_EXPAND_WITHIN_DISTINCT,
              CoreRules.AGGREGATE_REDUCE_FUNCTIONS,
              CoreRules.AGGREGATE_PROJECT_MERGE,
              CoreRules.AGGREGATE_REMOVE,
              CoreRules.JOIN_PUSH_EXPRESSIONS,
              CoreRules.JOIN_COMMUTE,
              JoinPushThroughJoinRule.RIGHT,
              JoinPushThroughJoinRule.LEFT,
              CoreRules.SORT_PROJECT_TRANSPOSE,
              CoreRules.SORT_REMOVE_CONSTANT_KEYS,
              CoreRules.SORT_REMOVE,
              CoreRules.UNION_MERGE,
              CoreRules.UNION_TO_DISTINCT,
              CoreRules.INTERSECT_TO_DISTINCT,
              CoreRules.MINUS_TO_DISTINCT,
              CoreRules.SAMPLE_TO_FILTER,
              PruneEmptyRules.PROJECT_INSTANCE,
              PruneEmptyRules.FILTER_INSTANCE,
              PruneEmptyRules.SORT_INSTANCE,
              PruneEmptyRules.SORT_FETCH_ZERO_INSTANCE)
          .build();

  private PlannerRules() {}
}
