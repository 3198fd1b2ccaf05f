package dev.portolan.jdbc.plan;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/// The rows of an [InfoTable].
final class InfoScan extends TableScan implements SourceRel {
  private final InfoTable info;

  InfoScan(RelOptCluster cluster, RelOptTable table, InfoTable info) {
    super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), List.of(), table);
    this.info = info;
  }

  @Override
  public RowSource source() {
    return run -> Linq4j.asEnumerable(info.rows((Execution) run));
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }
}
