package dev.portolan.jdbc.plan;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/// The answer of a [TableFunction].
final class FunctionScan extends AbstractRelNode implements SourceRel {
  private final TableFunction function;
  private final List<Constant> arguments;
  private final String text;

  FunctionScan(
      RelOptCluster cluster,
      RelDataType rowType,
      TableFunction function,
      List<Constant> arguments,
      String text) {
    super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE));
    this.rowType = rowType;
    this.function = function;
    this.arguments = arguments;
    this.text = text;
  }

  @Override
  public RowSource source() {
    return root -> {
      Execution run = (Execution) root;
      return Linq4j.asEnumerable(
          function.rows(run, arguments.stream().map(each -> each.value(run)).toList()));
    };
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("call", text);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }
}
