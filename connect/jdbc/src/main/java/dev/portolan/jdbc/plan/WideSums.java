package dev.portolan.jdbc.plan;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// Widens what sums, averages and deviations add up before they add: whole numbers to decimals of
/// 38 digits in sums, everything to doubles in averages. Calcite adds in the type of the column.
final class WideSums extends RelHomogeneousShuttle {
  private static final Set<SqlKind> DOUBLES =
      Set.of(
          SqlKind.AVG, SqlKind.STDDEV_POP, SqlKind.STDDEV_SAMP, SqlKind.VAR_POP, SqlKind.VAR_SAMP);

  private final RexBuilder rex;

  WideSums(RexBuilder rex) {
    this.rex = rex;
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    RelNode made = below.accept(expressions());
    return made instanceof Aggregate aggregate ? widened(aggregate) : made;
  }

  private RexShuttle expressions() {
    return new RexShuttle() {
      @Override
      public RexNode visitSubQuery(RexSubQuery query) {
        RexSubQuery inner = (RexSubQuery) super.visitSubQuery(query);
        return inner.clone(inner.rel.accept(WideSums.this));
      }

      @Override
      public RexNode visitOver(RexOver over) {
        RexOver inner = (RexOver) super.visitOver(over);
        if (inner.getOperands().isEmpty()) {
          return inner;
        }
        RexNode operand = inner.getOperands().getFirst();
        RelDataType wide = wide(inner.getAggOperator().getKind(), operand.getType());
        return wide == null
            ? inner
            : rex.makeOver(
                inner.getType(),
                inner.getAggOperator(),
                List.of(rex.makeCast(wide, operand)),
                inner.getWindow().partitionKeys,
                inner.getWindow().orderKeys,
                inner.getWindow().getLowerBound(),
                inner.getWindow().getUpperBound(),
                inner.getWindow().getExclude(),
                inner.getWindow().isRows(),
                true,
                false,
                inner.isDistinct(),
                inner.ignoreNulls());
      }
    };
  }

  /// The type to add in, or null where it is the column's.
  private RelDataType wide(SqlKind kind, RelDataType type) {
    RelDataTypeFactory types = rex.getTypeFactory();
    boolean whole = SqlTypeName.INT_TYPES.contains(type.getSqlTypeName());
    boolean sum = kind == SqlKind.SUM || kind == SqlKind.SUM0;
    RelDataType wide = null;
    if (sum && whole) {
      wide = types.createSqlType(SqlTypeName.DECIMAL, 38, 0);
    } else if (sum && type.getSqlTypeName() == SqlTypeName.REAL
        || DOUBLES.contains(kind) && type.getSqlTypeName() != SqlTypeName.DOUBLE) {
      wide = types.createSqlType(SqlTypeName.DOUBLE);
    }
    return wide == null ? null : types.createTypeWithNullability(wide, type.isNullable());
  }

  private RelNode widened(Aggregate aggregate) {
    RelNode input = aggregate.getInput();
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = 0; i < names.size(); i++) {
      columns.add(rex.makeInputRef(input, i));
    }
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      RelDataType wide =
          call.getArgList().isEmpty()
              ? null
              : wide(
                  call.getAggregation().getKind(),
                  columns.get(call.getArgList().getFirst()).getType());
      if (wide == null) {
        calls.add(call);
      } else {
        columns.add(rex.makeCast(wide, columns.get(call.getArgList().getFirst())));
        names.add("$wide" + columns.size());
        calls.add(call.withArgList(ImmutableList.of(columns.size() - 1)));
      }
    }
    return columns.size() == input.getRowType().getFieldCount()
        ? aggregate
        : aggregate.copy(
            aggregate.getTraitSet(),
            LogicalProject.create(input, List.of(), columns, names, Set.of()),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
  }
}
