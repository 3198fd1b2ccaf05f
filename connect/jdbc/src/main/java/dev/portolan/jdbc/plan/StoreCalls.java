package dev.portolan.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.util.ImmutableBitSet;

/// Brings what only the store can tell, `has_tag` and `text_match`, from above joins down to the
/// dataset it asks: a column more there, passed up to where it was.
///
/// On the side of a join that may be missing it is null above, as the function of null is.
final class StoreCalls {
  private static final Set<SqlOperator> TOLD =
      Set.of(DatasetFunctions.HAS_TAG, DatasetFunctions.TEXT_MATCH);

  private final RexBuilder rex;

  private StoreCalls(RexBuilder rex) {
    this.rex = rex;
  }

  static RelNode lowered(RelNode tree) {
    return new StoreCalls(tree.getCluster().getRexBuilder()).lower(tree);
  }

  /// Whether an expression is for the store to tell.
  static boolean isOne(RexNode node) {
    return node instanceof RexCall call && TOLD.contains(call.getOperator());
  }

  private RelNode lower(RelNode node) {
    List<RelNode> inputs = node.getInputs().stream().map(this::lower).toList();
    RelNode over = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    return switch (over) {
      case LogicalFilter filter when joined(filter.getInput()) -> filter(filter);
      case LogicalProject project when joined(project.getInput()) -> project(project);
      case Join join -> join(join);
      default -> over;
    };
  }

  private static boolean joined(RelNode input) {
    return switch (input) {
      case LogicalFilter filter -> joined(filter.getInput());
      case LogicalProject project -> joined(project.getInput());
      default -> input instanceof Join;
    };
  }

  private RelNode filter(LogicalFilter filter) {
    List<RexNode> calls = calls(List.of(filter.getCondition()));
    return calls.isEmpty()
        ? filter
        : with(filter.getInput(), calls)
            .map(more ->
                first(
                    LogicalFilter.create(more, replaced(filter.getCondition(), calls, more)),
                    filter.getRowType().getFieldCount()))
            .orElse(filter);
  }

  private RelNode project(LogicalProject project) {
    List<RexNode> calls = calls(project.getProjects());
    return calls.isEmpty()
        ? project
        : with(project.getInput(), calls)
            .<RelNode>map(more ->
                LogicalProject.create(
                    more,
                    project.getHints(),
                    project.getProjects().stream()
                        .map(each -> replaced(each, calls, more))
                        .toList(),
                    project.getRowType().getFieldNames(),
                    project.getVariablesSet()))
            .orElse(project);
  }

  /// A join whose condition asks the store: as a join of sides that know the answers.
  private RelNode join(Join join) {
    List<RexNode> calls = calls(List.of(join.getCondition()));
    return calls.isEmpty()
        ? join
        : joinWith(join, calls, true)
            .map(more -> first(more, join.getRowType().getFieldCount()))
            .orElse(join);
  }

  /// A tree with calls as columns behind its own; empty where they are not of one dataset below.
  private Optional<RelNode> with(RelNode input, List<RexNode> calls) {
    if (calls.isEmpty()) {
      return Optional.of(input);
    }
    return switch (input) {
      case DatasetScan scan -> Optional.of(columns(scan, calls));
      case LogicalFilter filter ->
          with(filter.getInput(), calls)
              .map(more -> filter.copy(filter.getTraitSet(), more, filter.getCondition()));
      case LogicalProject project -> projectWith(project, calls);
      case Join join -> joinWith(join, calls, false);
      default -> Optional.empty();
    };
  }

  private static RelNode columns(RelNode input, List<RexNode> calls) {
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = 0; i < names.size(); i++) {
      columns.add(RexInputRef.of(i, input.getRowType()));
    }
    columns.addAll(calls);
    calls.forEach(_ -> names.add("$told" + names.size()));
    return LogicalProject.create(input, List.of(), columns, names, Set.of());
  }

  private Optional<RelNode> projectWith(LogicalProject project, List<RexNode> calls) {
    List<RexNode> below = RelOptUtil.pushPastProject(calls, project);
    int had = project.getInput().getRowType().getFieldCount();
    return with(project.getInput(), below.stream().map(this::made).toList())
        .map(more -> {
          List<RexNode> columns = new ArrayList<>(project.getProjects());
          List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
          for (int i = 0; i < calls.size(); i++) {
            columns.add(RexInputRef.of(had + i, more.getRowType()));
            names.add("$told" + names.size());
          }
          return LogicalProject.create(
              more, project.getHints(), columns, names, project.getVariablesSet());
        });
  }

  /// @param inCondition whether the calls stand in the condition of the join itself
  private Optional<RelNode> joinWith(Join join, List<RexNode> calls, boolean inCondition) {
    int left = join.getLeft().getRowType().getFieldCount();
    int right = join.getRight().getRowType().getFieldCount();
    List<RexNode> ofLeft = new ArrayList<>();
    List<RexNode> ofRight = new ArrayList<>();
    for (RexNode call : calls) {
      ImmutableBitSet asked = RelOptUtil.InputFinder.bits(call);
      if (asked.isEmpty() || asked.nth(0) < left && asked.length() > left) {
        return Optional.empty();
      }
      boolean isLeft = asked.length() <= left;
      (isLeft ? ofLeft : ofRight).add(made(isLeft ? call : RexUtil.shift(call, -left)));
    }
    Optional<RelNode> knowingLeft = with(join.getLeft(), ofLeft);
    Optional<RelNode> knowingRight = with(join.getRight(), ofRight);
    if (knowingLeft.isEmpty() || knowingRight.isEmpty()) {
      return Optional.empty();
    }
    RexNode shifted = RexUtil.shift(join.getCondition(), left, ofLeft.size());
    int[] places = new int[calls.size()];
    int nextLeft = left;
    int nextRight = left + ofLeft.size() + right;
    for (int i = 0; i < places.length; i++) {
      places[i] =
          RelOptUtil.InputFinder.bits(calls.get(i)).length() <= left ? nextLeft++ : nextRight++;
    }
    List<RexNode> asRefs = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      RelNode side = places[i] < left + ofLeft.size() ? knowingLeft.get() : knowingRight.get();
      int place = side == knowingLeft.get() ? places[i] : places[i] - left - ofLeft.size();
      asRefs.add(new RexInputRef(places[i], side.getRowType().getFieldList().get(place).getType()));
    }
    RexNode condition =
        inCondition
            ? replaced(
                shifted,
                calls.stream().map(call -> RexUtil.shift(call, left, ofLeft.size())).toList(),
                asRefs)
            : shifted;
    Join made =
        join.copy(
            join.getTraitSet(),
            condition,
            knowingLeft.get(),
            knowingRight.get(),
            join.getJoinType(),
            join.isSemiJoinDone());
    return Optional.of(inOrder(made, left, ofLeft.size(), right, places));
  }

  /// The columns that the join had, then the calls.
  private static RelNode inOrder(Join join, int left, int toldLeft, int right, int[] places) {
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < left; i++) {
      columns.add(RexInputRef.of(i, join.getRowType()));
    }
    for (int i = 0; join.getJoinType().projectsRight() && i < right; i++) {
      columns.add(RexInputRef.of(left + toldLeft + i, join.getRowType()));
    }
    for (int place : places) {
      if (place < join.getRowType().getFieldCount()) {
        columns.add(RexInputRef.of(place, join.getRowType()));
      }
    }
    columns.forEach(_ -> names.add("$" + names.size()));
    return LogicalProject.create(join, List.of(), columns, names, Set.of());
  }

  private static RelNode first(RelNode node, int count) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(RexInputRef.of(i, node.getRowType()));
    }
    return LogicalProject.create(
        node, List.of(), columns, node.getRowType().getFieldNames().subList(0, count), Set.of());
  }

  /// The call with the type that it has over these operands.
  private RexNode made(RexNode node) {
    RexCall call = (RexCall) node;
    return rex.makeCall(call.getOperator(), call.getOperands());
  }

  private static List<RexNode> calls(List<RexNode> expressions) {
    List<RexNode> calls = new ArrayList<>();
    RexShuttle finder =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (isOne(call)) {
              if (!calls.contains(call)) {
                calls.add(call);
              }
              return call;
            }
            return super.visitCall(call);
          }
        };
    expressions.forEach(each -> each.accept(finder));
    return calls;
  }

  private RexNode replaced(RexNode node, List<RexNode> calls, RelNode more) {
    int had = more.getRowType().getFieldCount() - calls.size();
    List<RexNode> refs = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      refs.add(RexInputRef.of(had + i, more.getRowType()));
    }
    return replaced(node, calls, refs);
  }

  private RexNode replaced(RexNode node, List<RexNode> calls, List<RexNode> refs) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            int at = calls.indexOf(call);
            return at < 0
                ? super.visitCall(call)
                : rex.ensureType(call.getType(), refs.get(at), true);
          }
        });
  }
}
