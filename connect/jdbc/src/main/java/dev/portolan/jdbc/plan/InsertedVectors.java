package dev.portolan.jdbc.plan;

import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/// Texts in VALUES that stand for vectors, as calls of `vector(…)`, before they are validated.
final class InsertedVectors {
  private InsertedVectors() {}

  static void mark(SqlInsert insert, RelOptTable table) {
    int at = place(insert, table.getRowType().getFieldNames());
    if (at >= 0
        && insert.getSource() instanceof SqlBasicCall values
        && values.getKind() == SqlKind.VALUES) {
      for (SqlNode row : values.getOperandList()) {
        SqlBasicCall cells = (SqlBasicCall) row;
        if (at < cells.operandCount() && cells.operand(at) instanceof SqlCharStringLiteral text) {
          cells.setOperand(at, DatasetFunctions.VECTOR.createCall(text.getParserPosition(), text));
        }
      }
    }
  }

  private static int place(SqlInsert insert, List<String> columns) {
    List<String> named =
        insert.getTargetColumnList() == null
            ? columns
            : insert.getTargetColumnList().stream()
                .map(name -> ((SqlIdentifier) name).getSimple())
                .toList();
    for (int i = 0; i < named.size(); i++) {
      if (named.get(i).equalsIgnoreCase("latent")) {
        return i;
      }
    }
    return -1;
  }
}
