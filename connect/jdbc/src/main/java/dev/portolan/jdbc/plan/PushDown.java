package dev.portolan.jdbc.plan;

import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// Hands as much of a plan as it can to the store: conditions, columns, distances, the order by a
/// distance, limits and counts become part of a [DatasetScan].
///
/// Works from the leaves up; what stays is for Calcite to compile.
final class PushDown {
  private final Function<RelNode, Plan.Query> compile;

  /// @param compile makes a plan of its own of a tree, for conditions the store cannot tell alone
  PushDown(Function<RelNode, Plan.Query> compile) {
    this.compile = compile;
  }

  RelNode push(RelNode node) {
    List<RelNode> inputs = node.getInputs().stream().map(this::push).toList();
    RelNode over = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    return switch (over) {
      case LogicalFilter filter -> filter(filter);
      case LogicalProject project -> project(project);
      case Sort sort -> sort(sort);
      case Aggregate aggregate -> aggregate(aggregate);
      case TableFunctionScan scan -> function(scan);
      default -> over;
    };
  }

  private RelNode filter(LogicalFilter filter) {
    if (filter.getInput() instanceof LogicalProject project
        && project.getInput() instanceof DatasetScan scan
        && scan.read().open()
        && filter.getVariablesSet().isEmpty()
        && project.getVariablesSet().isEmpty()
        && !RexOver.containsOver(project.getProjects(), null)
        && project.getProjects().stream().allMatch(RexUtil::isDeterministic)) {
      RexNode below = RelOptUtil.pushPastProject(filter.getCondition(), project);
      return project(
          (LogicalProject)
              project.copy(
                  project.getTraitSet(), List.of(filter(LogicalFilter.create(scan, below)))));
    }
    if (!(filter.getInput() instanceof DatasetScan scan) || !scan.read().open()) {
      return filter;
    }
    RexBuilder rex = filter.getCluster().getRexBuilder();
    Conditions conditions = new Conditions(scan.read().table(), scan.read().columns(), rex);
    List<DatasetRead.Pushed> pushed = new ArrayList<>();
    List<RexNode> left = new ArrayList<>();
    for (RexNode part : RelOptUtil.conjunctions(filter.getCondition())) {
      Optional<Condition> condition = conditions.holds(part);
      condition.ifPresentOrElse(
          made -> pushed.add(new DatasetRead.Pushed(text(part, scan), made, asksMap(part, scan))),
          () -> left.add(part));
    }
    DatasetScan narrowed = pushed.isEmpty() ? scan : scan.with(scan.read().where(pushed));
    return left.isEmpty()
        ? narrowed
        : residual(narrowed, RexUtil.composeConjunction(rex, left), filter);
  }

  /// Whether a condition names a column of the map, or a tag, whose rule may ask for one.
  private static boolean asksMap(RexNode node, DatasetScan scan) {
    return switch (node) {
      case RexInputRef ref -> scan.read().columns().get(ref.getIndex()).asksMap();
      case RexSubQuery _ -> true;
      case RexCall call ->
          call.getOperator() == DatasetFunctions.HAS_TAG
              || call.getOperands().stream().anyMatch(operand -> asksMap(operand, scan));
      default -> false;
    };
  }

  private static String text(RexNode node, DatasetScan scan) {
    return RexText.of(node, at -> scan.read().columns().get(at).text());
  }

  /// A filter above a scan, with what only the store can tell brought as columns.
  private static RelNode residual(DatasetScan scan, RexNode condition, LogicalFilter filter) {
    Extraction extraction = Extraction.beside(scan);
    RexNode rewritten = extraction.rewritten(condition);
    if (!extraction.extracted()) {
      return LogicalFilter.create(
          scan, condition, com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet()));
    }
    DatasetScan more = extraction.scan();
    RelNode filtered =
        LogicalFilter.create(
            more,
            rewritten,
            com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet()));
    List<RexNode> back = new ArrayList<>();
    for (int i = 0; i < scan.read().columns().size(); i++) {
      back.add(RexInputRef.of(i, more.getRowType()));
    }
    return LogicalProject.create(
        filtered, List.of(), back, scan.getRowType().getFieldNames(), java.util.Set.of());
  }

  private RelNode project(LogicalProject project) {
    if (!(project.getInput() instanceof DatasetScan scan)
        || scan.read().counted()
        || !project.getVariablesSet().isEmpty()) {
      return project;
    }
    Extraction extraction = Extraction.instead(scan);
    List<RexNode> rewritten = new ArrayList<>();
    boolean plain = true;
    for (RexNode expression : project.getProjects()) {
      RexNode made = extraction.rewritten(expression);
      plain &= made instanceof RexInputRef;
      rewritten.add(made);
    }
    if (plain) {
      List<ReadColumn> columns =
          rewritten.stream().map(made -> extraction.column((RexInputRef) made)).toList();
      return scan.with(scan.read().columns(columns), project.getRowType());
    }
    return LogicalProject.create(
        extraction.scan(),
        project.getHints(),
        rewritten,
        project.getRowType().getFieldNames(),
        project.getVariablesSet());
  }

  private RelNode sort(Sort sort) {
    RelNode input = sort.getInput();
    if (input instanceof LogicalProject project
        && !RexOver.containsOver(project.getProjects(), null)
        && project.getInput() instanceof DatasetScan) {
      Sort below = belowProject(sort, project);
      if (below != null && sort(below) instanceof DatasetScan ordered) {
        return project((LogicalProject) project.copy(project.getTraitSet(), List.of(ordered)));
      }
    }
    DatasetScan found = findNearest(sort);
    if (found != null) {
      return found;
    }
    if (!(input instanceof DatasetScan scan) || !scan.read().open()) {
      return nearestAmongFiltered(sort).orElse(sort);
    }
    boolean limitOnly = sort.getCollation().getFieldCollations().isEmpty();
    return limitOnly
        ? bounds(sort)
            .<RelNode>map(
                bounds -> scan.with(scan.read().limited(null, bounds.offset(), bounds.fetch())))
            .orElse(sort)
        : sort;
  }

  private static Sort belowProject(Sort sort, LogicalProject project) {
    List<RelFieldCollation> collations = new ArrayList<>();
    for (RelFieldCollation each : sort.getCollation().getFieldCollations()) {
      if (!(project.getProjects().get(each.getFieldIndex()) instanceof RexInputRef ref)) {
        return null;
      }
      collations.add(each.withFieldIndex(ref.getIndex()));
    }
    return org.apache.calcite.rel.logical.LogicalSort.create(
        project.getInput(),
        org.apache.calcite.rel.RelCollations.of(collations),
        sort.offset,
        sort.fetch);
  }

  private record Bounds(DatasetRead.Bound offset, DatasetRead.Bound fetch) {}

  private static Optional<Bounds> bounds(Sort sort) {
    RexBuilder rex = sort.getCluster().getRexBuilder();
    DatasetRead.Bound offset = bound(sort.offset, rex);
    DatasetRead.Bound fetch = bound(sort.fetch, rex);
    boolean known =
        (offset != null || sort.offset == null) && (fetch != null || sort.fetch == null);
    return known ? Optional.of(new Bounds(offset, fetch)) : Optional.empty();
  }

  private static DatasetRead.Bound bound(RexNode node, RexBuilder rex) {
    return node == null
        ? null
        : Constant.of(node, rex)
            .map(value -> new DatasetRead.Bound(RexText.of(node, _ -> ""), value))
            .orElse(null);
  }

  /// A scan that finds the nearest data, where a sort asks for just that.
  private static DatasetScan findNearest(Sort sort) {
    if (!(sort.getInput() instanceof DatasetScan scan) || !scan.read().open()) {
      return null;
    }
    ReadColumn.Distance distance = order(sort, scan);
    return distance == null
        ? null
        : bounds(sort)
            .map(
                bounds -> scan.with(scan.read().limited(distance, bounds.offset(), bounds.fetch())))
            .orElse(null);
  }

  /// The distance that a sort with a limit orders by, or null.
  private static ReadColumn.Distance order(Sort sort, DatasetScan scan) {
    List<RelFieldCollation> collations = sort.getCollation().getFieldCollations();
    if (sort.fetch == null
        || collations.size() != 1
        || !(scan.read().columns().get(collations.getFirst().getFieldIndex())
            instanceof ReadColumn.Distance distance)) {
      return null;
    }
    RelFieldCollation by = collations.getFirst();
    boolean nearestFirst = by.getDirection().isDescending() == distance.negated();
    return nearestFirst && by.nullDirection == RelFieldCollation.NullDirection.LAST
        ? distance
        : null;
  }

  /// The nearest among data that a condition selects which the store cannot tell alone: that part
  /// is answered first, and handed to the search as a set.
  private Optional<RelNode> nearestAmongFiltered(Sort sort) {
    LogicalProject project = sort.getInput() instanceof LogicalProject top ? top : null;
    RelNode below = project == null ? sort.getInput() : project.getInput();
    if (!(below instanceof LogicalFilter filter)
        || !(filter.getInput() instanceof DatasetScan scan)
        || !scan.read().open()
        || RexUtil.containsCorrelation(filter.getCondition())
        || project != null && RexOver.containsOver(project.getProjects(), null)) {
      return Optional.empty();
    }
    RelNode above =
        project == null
            ? scan
            : project(
                LogicalProject.create(
                    scan,
                    project.getHints(),
                    project.getProjects(),
                    project.getRowType().getFieldNames(),
                    project.getVariablesSet()));
    Sort asked = (Sort) sort.copy(sort.getTraitSet(), List.of(above));
    RelNode ordered = sort(asked);
    DatasetScan nearest =
        ordered instanceof DatasetScan found
            ? found
            : ordered instanceof LogicalProject over && over.getInput() instanceof DatasetScan found
                ? found
                : null;
    if (nearest == null || nearest.read().nearest() == null) {
      return Optional.empty();
    }
    DatasetScan within = nearest.with(nearest.read().where(List.of(answeredFirst(filter, scan))));
    return Optional.of(
        ordered == nearest ? within : ordered.copy(ordered.getTraitSet(), List.of(within)));
  }

  private DatasetRead.Pushed answeredFirst(LogicalFilter filter, DatasetScan scan) {
    List<ReadColumn> columns = new ArrayList<>(scan.read().columns());
    columns.add(new ReadColumn.Ordinal());
    DatasetScan numbered =
        scan.with(
            scan.read().columns(columns),
            scan.getCluster()
                .getTypeFactory()
                .builder()
                .addAll(scan.getRowType().getFieldList())
                .add("ordinal", SqlTypeName.INTEGER)
                .build());
    RelNode selected =
        LogicalFilter.create(
            numbered,
            filter.getCondition(),
            com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet()));
    Plan.Query query =
        compile.apply(
            LogicalProject.create(
                selected,
                List.of(),
                List.of(RexInputRef.of(columns.size() - 1, numbered.getRowType())),
                List.of("ordinal"),
                java.util.Set.of()));
    return new DatasetRead.Pushed(
        text(filter.getCondition(), scan),
        (run, now) ->
            Filter.in(
                DatumSet.collect(
                    now.data().dataset(),
                    sink ->
                        query.rows(run.part(query)).forEach(row -> sink.accept((Integer) row[0])))),
        true);
  }

  private RelNode aggregate(Aggregate aggregate) {
    RelNode input = aggregate.getInput();
    if (input instanceof Project project && project.getInput() instanceof DatasetScan) {
      input = project.getInput();
    }
    if (!(input instanceof DatasetScan scan)
        || !scan.read().open()
        || !aggregate.getGroupSet().isEmpty()
        || aggregate.getGroupSets().size() != 1
        || aggregate.getAggCallList().size() != 1) {
      return aggregate;
    }
    AggregateCall call = aggregate.getAggCallList().getFirst();
    boolean countsRows =
        call.getAggregation().getKind() == SqlKind.COUNT
            && !call.isDistinct()
            && call.filterArg < 0
            && call.getArgList().isEmpty();
    return countsRows ? scan.with(scan.read().count(), aggregate.getRowType()) : aggregate;
  }

  private static RelNode function(TableFunctionScan scan) {
    RexCall call = (RexCall) scan.getCall();
    if (!(call.getOperator() instanceof TableFunction function)) {
      return scan;
    }
    RexBuilder rex = scan.getCluster().getRexBuilder();
    List<Constant> arguments = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      if (operand.getKind() == SqlKind.DEFAULT) {
        continue;
      }
      arguments.add(
          Constant.of(operand, rex)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "%s takes values and parameters, not columns; ask it for one value at a time"
                          .formatted(function.getName()))));
    }
    return new FunctionScan(
        scan.getCluster(), scan.getRowType(), function, arguments, RexText.of(call, _ -> ""));
  }
}
