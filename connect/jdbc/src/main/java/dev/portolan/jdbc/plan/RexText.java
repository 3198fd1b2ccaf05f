package dev.portolan.jdbc.plan;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// Expressions as EXPLAIN shows them: columns by name, parameters as `?1`.
final class RexText {
  private RexText() {}

  /// @param names of the columns
  static String of(RexNode node, IntFunction<String> names) {
    return switch (node) {
      case RexInputRef column -> names.apply(column.getIndex());
      case RexSubQuery query -> query.toString();
      case RexLiteral literal -> literal(literal);
      case org.apache.calcite.rex.RexDynamicParam parameter -> "?" + (parameter.getIndex() + 1);
      case RexCall call when call.getKind() == SqlKind.SEARCH || call.isA(SqlKind.CAST) ->
          call.getOperands().size() == 1
              ? of(call.getOperands().getFirst(), names) + "::" + call.getType()
              : of(call.getOperands().getFirst(), names) + " IN " + call.getOperands().get(1);
      case RexCall call when infix(call) ->
          call.getOperands().stream()
              .map(part -> infixPart(part, names))
              .collect(Collectors.joining(" " + call.getOperator().getName() + " "));
      case RexCall call -> call.getOperator().getName() + arguments(call.getOperands(), names);
      default -> node.toString();
    };
  }

  private static String literal(RexLiteral literal) {
    if (literal.isNull()) {
      return "NULL";
    }
    return SqlTypeName.CHAR_TYPES.contains(literal.getType().getSqlTypeName())
        ? "'" + literal.getValueAs(String.class).replace("'", "''") + "'"
        : literal.toString().replaceAll(":[A-Z]+(\\([0-9, ]*\\))?$", "");
  }

  private static String infixPart(RexNode part, IntFunction<String> names) {
    String text = of(part, names);
    return part instanceof RexCall call && infix(call) && call.isA(List.of(SqlKind.AND, SqlKind.OR))
        ? "(" + text + ")"
        : text;
  }

  private static boolean infix(RexCall call) {
    return call.isA(SqlKind.COMPARISON) || call.isA(List.of(SqlKind.AND, SqlKind.OR, SqlKind.LIKE));
  }

  private static String arguments(List<RexNode> operands, IntFunction<String> names) {
    return operands.stream()
        .map(operand -> of(operand, names))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
