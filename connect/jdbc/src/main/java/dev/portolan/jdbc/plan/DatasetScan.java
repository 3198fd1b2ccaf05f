package dev.portolan.jdbc.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/// What the store is asked of one dataset, as a leaf of a plan.
final class DatasetScan extends TableScan implements SourceRel {
  private static final double SELECTED = .25;

  private final DatasetRead read;

  DatasetScan(RelOptCluster cluster, RelOptTable table, DatasetRead read, RelDataType rowType) {
    super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), List.of(), table);
    this.read = read;
    this.rowType = rowType;
  }

  static DatasetScan whole(RelOptCluster cluster, RelOptTable table, DatasetTable dataset) {
    return new DatasetScan(cluster, table, DatasetRead.whole(dataset), table.getRowType());
  }

  DatasetRead read() {
    return read;
  }

  DatasetScan with(DatasetRead other, RelDataType row) {
    return new DatasetScan(getCluster(), getTable(), other, row);
  }

  DatasetScan with(DatasetRead other) {
    return with(other, getRowType());
  }

  @Override
  public RowSource source() {
    return read;
  }

  @Override
  public RelDataType deriveRowType() {
    return rowType;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public String getRelTypeName() {
    return read.nearest() != null ? "NearestNeighbors" : read.counted() ? "Count" : "Scan";
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return writer
        .item("table", read.table().name())
        .itemIf("by", read.nearest() == null ? null : read.nearest().text(), read.nearest() != null)
        .itemIf("limit", read.fetch() == null ? null : read.fetch().text(), read.fetch() != null)
        .itemIf(
            "offset", read.offset() == null ? null : read.offset().text(), read.offset() != null)
        .itemIf(
            "filter",
            read.pushed().stream()
                .map(DatasetRead.Pushed::text)
                .collect(Collectors.joining(" AND ")),
            !read.pushed().isEmpty())
        .itemIf("columns", read.columns().stream().map(ReadColumn::text).toList(), !read.counted());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    if (read.counted()) {
      return 1;
    }
    double rows = Math.max(1, read.table().count() * Math.pow(SELECTED, read.pushed().size()));
    return read.fetch() == null ? rows : Math.min(rows, 100);
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
    double rows = estimateRowCount(metadata);
    return planner.getCostFactory().makeCost(rows, rows * read.columns().size(), 0);
  }
}
