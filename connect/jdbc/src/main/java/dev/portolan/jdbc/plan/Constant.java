package dev.portolan.jdbc.plan;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexExecutable;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// An expression without columns: known when a plan starts to run.
///
/// Values are as compiled plans have them: a moment is a `Long` of milliseconds since 1970.
@FunctionalInterface
interface Constant {
  Object value(Execution run);

  /// Empty where the expression reads columns, or is not the same for every row.
  static Optional<Constant> of(RexNode node, RexBuilder rex) {
    return switch (node) {
      case RexLiteral literal -> Optional.of(literal(literal));
      case RexDynamicParam parameter -> {
        int index = parameter.getIndex();
        yield Optional.of(run -> run.parameter(index));
      }
      case RexCall call when constant(call) -> Optional.of(call(call, rex));
      default -> Optional.empty();
    };
  }

  private static boolean constant(RexCall call) {
    boolean[] varies = {!RexUtil.isDeterministic(call) || RexUtil.containsCorrelation(call)};
    call.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitInputRef(org.apache.calcite.rex.RexInputRef column) {
            varies[0] = true;
            return null;
          }

          @Override
          public Void visitSubQuery(org.apache.calcite.rex.RexSubQuery query) {
            varies[0] = true;
            return null;
          }

          @Override
          public Void visitOver(org.apache.calcite.rex.RexOver window) {
            varies[0] = true;
            return null;
          }
        });
    return !varies[0];
  }

  private static Constant literal(RexLiteral literal) {
    Object value =
        literal.isNull()
            ? null
            : switch (literal.getType().getSqlTypeName()) {
              case CHAR, VARCHAR -> literal.getValueAs(String.class);
              case BOOLEAN -> literal.getValueAs(Boolean.class);
              case TINYINT, SMALLINT, INTEGER, BIGINT -> literal.getValueAs(Long.class);
              case REAL, FLOAT, DOUBLE -> literal.getValueAs(Double.class);
              case DECIMAL -> literal.getValueAs(java.math.BigDecimal.class);
              case TIMESTAMP -> literal.getValueAs(Long.class);
              case DATE -> literal.getValueAs(Integer.class);
              default -> literal.getValue2();
            };
    return _ -> value;
  }

  private static Constant call(RexCall call, RexBuilder rex) {
    if (call.getOperator() == DatasetFunctions.EMBED) {
      Constant text = of(call.getOperands().getFirst(), rex).orElseThrow();
      return run -> run.embed((String) text.value(run));
    }
    if (call.getKind() == SqlKind.CAST || call.getOperator() == DatasetFunctions.VECTOR) {
      Constant inner = of(call.getOperands().getFirst(), rex).orElseThrow();
      RelDataType from = call.getOperands().getFirst().getType();
      RelDataType to = call.getType();
      if (to instanceof VectorType) {
        return run -> VectorText.vector(inner.value(run));
      }
      if (to.getSqlTypeName() == SqlTypeName.TIMESTAMP
          && SqlTypeName.CHAR_TYPES.contains(from.getSqlTypeName())) {
        return run -> moment((String) inner.value(run));
      }
      if (from.getSqlTypeName() == to.getSqlTypeName()
          && to.getSqlTypeName() == SqlTypeName.VARCHAR) {
        return inner;
      }
    }
    RexExecutable compiled =
        RexExecutorImpl.getExecutable(rex, List.of(call), rex.getTypeFactory().builder().build());
    return run -> {
      synchronized (compiled) {
        compiled.setDataContext(run);
        return compiled.execute()[0];
      }
    };
  }

  static Long moment(String text) {
    if (text == null) {
      return null;
    }
    try {
      return DateTimeUtils.timestampStringToUnixDate(text.strip());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no moment; write 2026-03-31 or 2026-03-31 12:00:00, in UTC".formatted(text), e);
    }
  }
}
