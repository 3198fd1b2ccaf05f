package dev.portolan.jdbc.plan;

import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/// Texts that stand for vectors, as calls of `vector(…)`: Calcite casts them, and knows no way to.
final class VectorCasts extends RelHomogeneousShuttle {
  private final RexBuilder rex;

  VectorCasts(RexBuilder rex) {
    this.rex = rex;
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node)
        .accept(
            new RexShuttle() {
              @Override
              public RexNode visitCall(RexCall call) {
                RexNode inner = super.visitCall(call);
                return inner instanceof RexCall cast
                        && cast.getKind() == SqlKind.CAST
                        && cast.getType() instanceof VectorType
                    ? rex.makeCall(
                        cast.getType(),
                        DatasetFunctions.VECTOR,
                        List.of(cast.getOperands().getFirst()))
                    : inner;
              }
            });
  }
}
