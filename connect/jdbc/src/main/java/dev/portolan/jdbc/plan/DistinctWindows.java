package dev.portolan.jdbc.plan;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/// `SELECT DISTINCT … OVER (…)` as `SELECT DISTINCT * FROM (SELECT … OVER (…))`: Calcite's
/// validator refuses the first.
final class DistinctWindows extends SqlShuttle {
  @Override
  public SqlNode visit(SqlCall call) {
    SqlNode made = super.visit(call);
    return made instanceof SqlSelect select && select.isDistinct() && overWindow(select)
        ? apart(select)
        : made;
  }

  private static boolean overWindow(SqlSelect select) {
    boolean[] found = {false};
    select
        .getSelectList()
        .accept(
            new SqlBasicVisitor<Void>() {
              @Override
              public Void visit(SqlCall call) {
                found[0] |= call.getKind() == SqlKind.OVER;
                return call.getKind() == SqlKind.SELECT ? null : super.visit(call);
              }
            });
    return found[0];
  }

  private static SqlNode apart(SqlSelect select) {
    SqlParserPos at = select.getParserPosition();
    SqlNodeList distinct = (SqlNodeList) select.getOperandList().get(0);
    select.setOperand(0, SqlNodeList.EMPTY);
    SqlNode inner = SqlStdOperatorTable.AS.createCall(at, select, new SqlIdentifier("windows", at));
    return new SqlSelect(
        at,
        distinct,
        SqlNodeList.of(SqlIdentifier.star(at)),
        inner,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
