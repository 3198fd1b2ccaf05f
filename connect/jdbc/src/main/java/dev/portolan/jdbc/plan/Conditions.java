package dev.portolan.jdbc.plan;

import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Turns conditions of SQL into filters of the store, where the store can answer them.
///
/// SQL has three truth values, filters two: a condition becomes the filter of the data for which it
/// is true; a negated one, of those for which it is false, so that data with an unset value are in
/// neither.
final class Conditions {
  private final DatasetTable table;
  private final List<ReadColumn> columns;
  private final RexBuilder rex;

  /// @param columns that the conditions' references mean
  Conditions(DatasetTable table, List<ReadColumn> columns, RexBuilder rex) {
    this.table = table;
    this.columns = columns;
    this.rex = rex;
  }

  /// The data for which a condition is true; empty where the store cannot tell.
  Optional<Condition> holds(RexNode condition) {
    return of(condition, true);
  }

  /// The data for which a condition is false; empty where the store cannot tell.
  Optional<Condition> fails(RexNode condition) {
    return of(condition, false);
  }

  private Optional<Condition> of(RexNode node, boolean wanted) {
    return switch (node) {
      case RexLiteral literal -> literal(literal, wanted);
      case RexInputRef column -> truth(column, wanted);
      case RexCall call -> call(call, wanted);
      default -> Optional.empty();
    };
  }

  private static Optional<Condition> literal(RexLiteral literal, boolean wanted) {
    Boolean value = literal.isNull() ? null : literal.getValueAs(Boolean.class);
    return Optional.of(
        Condition.always(value != null && value == wanted ? Filter.all() : Condition.NOTHING));
  }

  private Optional<Condition> truth(RexInputRef column, boolean wanted) {
    return switch (columns.get(column.getIndex())) {
      case ReadColumn.Stored(_, DatasetColumn.Value(Column.Bool value)) ->
          Optional.of(Condition.always(Filter.equalTo(value.name(), wanted)));
      case ReadColumn.Holds(_, Condition holds, Condition fails) ->
          Optional.of(wanted ? holds : fails);
      default -> Optional.empty();
    };
  }

  private Optional<Condition> call(RexCall call, boolean wanted) {
    RexNode first = call.getOperands().isEmpty() ? null : call.getOperands().getFirst();
    return switch (call.getKind()) {
      case AND, OR -> combined(call, wanted);
      case NOT -> of(first, !wanted);
      case IS_TRUE -> told(of(first, true), wanted);
      case IS_NOT_TRUE -> told(of(first, true), !wanted);
      case IS_FALSE -> told(of(first, false), wanted);
      case IS_NOT_FALSE -> told(of(first, false), !wanted);
      case IS_NOT_NULL -> told(isSet(first), wanted);
      case IS_NULL -> told(isSet(first), !wanted);
      case SEARCH -> of(RexUtil.expandSearch(rex, null, call), wanted);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          compared(call, wanted);
      case LIKE -> like(call, wanted);
      default -> function(call, wanted);
    };
  }

  /// For conditions that are never unknown.
  private static Optional<Condition> told(Optional<Condition> condition, boolean wanted) {
    return wanted ? condition : condition.map(Condition::not);
  }

  private Optional<Condition> combined(RexCall call, boolean wanted) {
    List<RexNode> parts = call.getOperands();
    boolean all = call.getKind() == SqlKind.AND == wanted;
    if (!all && wanted) {
      Optional<Condition> oneOf = oneOf(parts);
      if (oneOf.isPresent()) {
        return oneOf;
      }
    }
    List<Condition> made = new ArrayList<>();
    for (RexNode part : parts) {
      Optional<Condition> condition = of(part, wanted);
      if (condition.isEmpty()) {
        return condition;
      }
      made.add(condition.get());
    }
    return Optional.of(all ? Condition.all(made) : Condition.any(made));
  }

  /// `a = 1 OR a = 2 …`, as IN is written, as one filter.
  private Optional<Condition> oneOf(List<RexNode> parts) {
    Integer column = null;
    List<Constant> values = new ArrayList<>();
    for (RexNode part : parts) {
      if (!(part instanceof RexCall call) || call.getKind() != SqlKind.EQUALS) {
        return Optional.empty();
      }
      if (!(bare(call.getOperands().get(0)) instanceof RexInputRef ref)
          || column != null && column != ref.getIndex()) {
        return Optional.empty();
      }
      column = ref.getIndex();
      Optional<Constant> value = Constant.of(call.getOperands().get(1), rex);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return column == null ? Optional.empty() : equal(columns.get(column), values, true);
  }

  private Optional<Condition> isSet(RexNode node) {
    if (!(bare(node) instanceof RexInputRef ref)) {
      return Optional.empty();
    }
    return switch (columns.get(ref.getIndex())) {
      case ReadColumn.Stored(_, DatasetColumn column) -> Optional.of(isSet(column));
      case ReadColumn.Distance _ -> Optional.of(Condition.always(Filter.hasVector()));
      case ReadColumn.Ordinal _ -> Optional.of(Condition.always(Filter.all()));
      case ReadColumn.Holds(_, Condition holds, Condition fails) ->
          Optional.of(Condition.any(List.of(holds, fails)));
    };
  }

  private Condition isSet(DatasetColumn column) {
    return switch (column) {
      case DatasetColumn.Id _ -> Condition.always(Filter.all());
      case DatasetColumn.Value(Column value) -> Condition.always(Filter.isSet(value.name()));
      case DatasetColumn.Latent _ -> Condition.always(Filter.hasVector());
      case DatasetColumn.OfMap(DatasetColumn.MapValue value) ->
          MapCondition.isSet(table.shape().map(), value);
      case DatasetColumn.TopicAt(int depth) -> MapCondition.inTopic(table.shape().map(), depth);
    };
  }

  private Optional<Condition> compared(RexCall call, boolean wanted) {
    RexNode left = bare(call.getOperands().get(0));
    RexNode right = bare(call.getOperands().get(1));
    SqlKind kind = call.getKind();
    if (!readsColumns(left) && readsColumns(right)) {
      RexNode column = right;
      right = left;
      left = column;
      kind = kind.reverse();
    }
    Optional<ReadColumn> column = column(left);
    Optional<Constant> value = Constant.of(right, rex);
    if (column.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    SqlKind asked = wanted ? kind : kind.negateNullSafe();
    return switch (asked) {
      case EQUALS -> equal(column.get(), List.of(value.get()), true);
      case NOT_EQUALS -> equal(column.get(), List.of(value.get()), false);
      default -> ordered(column.get(), asked, value.get());
    };
  }

  private static boolean readsColumns(RexNode node) {
    return !RexUtil.isConstant(node);
  }

  /// A column, or a distance to a constant.
  private Optional<ReadColumn> column(RexNode node) {
    return node instanceof RexInputRef ref
        ? Optional.of(columns.get(ref.getIndex()))
        : Distances.of(table, columns, node, rex).map(ReadColumn.class::cast);
  }

  /// Without casts that change no value.
  private static RexNode bare(RexNode node) {
    if (node instanceof RexCall call && call.isA(SqlKind.CAST)) {
      RexNode inner = call.getOperands().getFirst();
      SqlTypeName from = inner.getType().getSqlTypeName();
      SqlTypeName to = call.getType().getSqlTypeName();
      boolean same =
          from == SqlTypeName.REAL && to == SqlTypeName.DOUBLE
              || from == to && SqlTypeUtil.equalSansNullability(inner.getType(), call.getType());
      return same && inner instanceof RexInputRef ? inner : node;
    }
    return node;
  }

  private Optional<Condition> equal(ReadColumn read, List<Constant> values, boolean wanted) {
    if (!(read instanceof ReadColumn.Stored(_, DatasetColumn column))) {
      return Optional.empty();
    }
    String map = table.shape().map();
    return switch (column) {
      case DatasetColumn.Id _ ->
          Optional.of(among(column, values, wanted, found -> Filter.ids(strings(found))));
      case DatasetColumn.Value(Column.Category value) ->
          Optional.of(
              among(column, values, wanted, found -> Filter.oneOf(value.name(), found.toArray())));
      case DatasetColumn.Value(Column.Bool value) ->
          Optional.of(
              among(column, values, wanted, found -> Filter.oneOf(value.name(), found.toArray())));
      case DatasetColumn.Value(Column.Integer64 value) ->
          Optional.of(
              among(column, values, wanted, found -> Filter.oneOf(value.name(), longs(found))));
      case DatasetColumn.Value(Column.Real64 value) ->
          Optional.of(
              among(column, values, wanted, found -> Filter.oneOf(value.name(), reals(found))));
      case DatasetColumn.Value(Column.Timestamp value) ->
          Optional.of(among(column, values, wanted, found -> Moments.oneOf(value.name(), found)));
      case DatasetColumn.Value(Column.Text value) ->
          Optional.of(
              among(column, values, wanted, found -> TextPattern.oneOf(value.name(), found)));
      case DatasetColumn.TopicAt(int depth) ->
          Optional.of(of(column, values, wanted, MapCondition.labelled(map, depth)));
      case DatasetColumn.OfMap(DatasetColumn.MapValue value) ->
          Optional.of(of(column, values, wanted, MapCondition.among(map, value)));
      case DatasetColumn.Latent _, DatasetColumn.Value _ -> Optional.empty();
    };
  }

  private Condition among(
      DatasetColumn column,
      List<Constant> values,
      boolean wanted,
      java.util.function.Function<List<Object>, Filter> filter) {
    return of(column, values, wanted, (found, _) -> filter.apply(found));
  }

  /// Where a value is unknown, equal is never false; nothing is equal to it.
  private Condition of(
      DatasetColumn column,
      List<Constant> values,
      boolean wanted,
      BiFunction<List<Object>, dev.portolan.query.DatasetSnapshot, Filter> filter) {
    return (run, now) -> {
      List<Object> found = new ArrayList<>();
      values.forEach(value -> found.add(value.value(run)));
      boolean unknown = found.removeIf(Objects::isNull);
      if (wanted) {
        return found.isEmpty() ? Condition.NOTHING : filter.apply(found, now);
      }
      return unknown
          ? Condition.NOTHING
          : filter.apply(found, now).not().and(isSet(column).filter(run, now));
    };
  }

  private static List<String> strings(List<Object> values) {
    return values.stream().map(String.class::cast).toList();
  }

  private static Object[] longs(List<Object> values) {
    return values.stream().map(value -> ((Number) value).longValue()).toArray();
  }

  private static Object[] reals(List<Object> values) {
    return values.stream().map(value -> ((Number) value).doubleValue()).toArray();
  }

  private Optional<Condition> ordered(ReadColumn read, SqlKind kind, Constant value) {
    return switch (read) {
      case ReadColumn.Stored(_, DatasetColumn column) -> ordered(column, kind, value);
      case ReadColumn.Distance distance -> Distances.condition(distance, kind, value);
      case ReadColumn.Holds _, ReadColumn.Ordinal _ -> Optional.empty();
    };
  }

  private Optional<Condition> ordered(DatasetColumn column, SqlKind kind, Constant value) {
    BiFunction<Object, dev.portolan.query.DatasetSnapshot, Filter> filter =
        switch (column) {
          case DatasetColumn.Value(Column.Integer64 c) ->
              (bound, _) -> range(c.name(), kind, ((Number) bound).longValue());
          case DatasetColumn.Value(Column.Real64 c) ->
              (bound, _) -> range(c.name(), kind, ((Number) bound).doubleValue());
          case DatasetColumn.Value(Column.Timestamp c) ->
              (bound, _) -> Moments.range(c.name(), kind, ((Number) bound).longValue());
          case DatasetColumn.OfMap(DatasetColumn.MapValue v) when v.number() ->
              MapCondition.ordered(table.shape().map(), v, kind);
          default -> null;
        };
    return filter == null
        ? Optional.empty()
        : Optional.of((run, now) -> {
          Object bound = value.value(run);
          return bound == null ? Condition.NOTHING : filter.apply(bound, now);
        });
  }

  static Filter range(String column, SqlKind kind, Object bound) {
    return switch (kind) {
      case LESS_THAN -> Filter.lessThan(column, bound);
      case LESS_THAN_OR_EQUAL -> Filter.range(column, null, bound);
      case GREATER_THAN -> Filter.greaterThan(column, bound);
      case GREATER_THAN_OR_EQUAL -> Filter.range(column, bound, null);
      default -> throw new IllegalStateException("%s is no order".formatted(kind));
    };
  }

  private Optional<Condition> like(RexCall call, boolean wanted) {
    List<RexNode> operands = call.getOperands();
    if (operands.size() > 2
        || !(column(bare(operands.get(0))).orElse(null)
            instanceof ReadColumn.Stored(_, DatasetColumn column))) {
      return Optional.empty();
    }
    Optional<Constant> pattern = Constant.of(operands.get(1), rex);
    if (pattern.isEmpty()
        || !(column instanceof DatasetColumn.Value(Column value))
        || !(value instanceof Column.Text || value instanceof Column.Category)) {
      return Optional.empty();
    }
    return Optional.of(
        of(
            column,
            List.of(pattern.get()),
            wanted,
            (found, _) -> TextPattern.like(value.name(), (String) found.getFirst())));
  }

  private Optional<Condition> function(RexCall call, boolean wanted) {
    SqlOperator operator = call.getOperator();
    List<RexNode> operands = call.getOperands();
    if (operator == DatasetFunctions.HAS_TAG) {
      return asked(operands, 1, DatasetColumn.Id.class)
          .map(constants ->
              of(
                  new DatasetColumn.Id(),
                  constants,
                  wanted,
                  (found, _) -> Filter.tagged((String) found.getFirst())));
    }
    if (operator == DatasetFunctions.TEXT_MATCH) {
      return asked(operands, 1, DatasetColumn.Value.class)
          .map(constants -> {
            DatasetColumn column = stored(operands.getFirst());
            return of(
                column, constants, wanted, (found, _) -> TextPattern.words(column.name(), found));
          });
    }
    if (operator == DatasetFunctions.IN_POLYGON) {
      return inPolygon(operands, wanted);
    }
    if (operator == SqlLibraryOperators.ARRAY_CONTAINS) {
      return asked(operands, 1, DatasetColumn.Value.class)
          .filter(
              _ -> stored(operands.getFirst()) instanceof DatasetColumn.Value(Column.Categories _))
          .map(constants ->
              among(
                  stored(operands.getFirst()),
                  constants,
                  wanted,
                  found -> Filter.oneOf(stored(operands.getFirst()).name(), found.toArray())));
    }
    return Optional.empty();
  }

  /// The constants of a call from an operand on, where its first one is a column of a kind.
  private Optional<List<Constant>> asked(
      List<RexNode> operands, int from, Class<? extends DatasetColumn> kind) {
    if (!kind.isInstance(stored(operands.getFirst()))) {
      return Optional.empty();
    }
    List<Constant> constants = new ArrayList<>();
    for (RexNode operand : operands.subList(from, operands.size())) {
      if (operand.getKind() == SqlKind.DEFAULT) {
        continue;
      }
      Optional<Constant> constant = Constant.of(operand, rex);
      if (constant.isEmpty()) {
        return Optional.empty();
      }
      constants.add(constant.get());
    }
    return Optional.of(constants);
  }

  /// The dataset's column that an expression is, or null.
  private DatasetColumn stored(RexNode node) {
    return bare(node) instanceof RexInputRef ref
            && columns.get(ref.getIndex()) instanceof ReadColumn.Stored(_, DatasetColumn column)
        ? column
        : null;
  }

  private Optional<Condition> inPolygon(List<RexNode> operands, boolean wanted) {
    DatasetColumn x = new DatasetColumn.OfMap(DatasetColumn.MapValue.X);
    DatasetColumn y = new DatasetColumn.OfMap(DatasetColumn.MapValue.Y);
    boolean place = x.equals(stored(operands.get(0))) && y.equals(stored(operands.get(1)));
    return Constant.of(operands.get(2), rex)
        .filter(_ -> place)
        .map(corners ->
            among(
                x,
                List.of(corners),
                wanted,
                found -> PolygonText.filter(table.shape().map(), found.getFirst())));
  }
}
