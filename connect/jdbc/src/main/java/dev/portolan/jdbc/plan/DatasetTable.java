package dev.portolan.jdbc.plan;

import dev.portolan.storage.Metric;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.ColumnStrategy;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql2rel.InitializerContext;
import org.apache.calcite.sql2rel.NullInitializerExpressionFactory;

/// A dataset under one of its maps, as a table of SQL.
final class DatasetTable extends AbstractTable implements TranslatableTable {
  private final DatasetShape shape;
  private final int count;
  private final List<DatasetColumn> columns;

  /// @param count data there are, for choosing a plan
  DatasetTable(DatasetShape shape, int count) {
    this.shape = shape;
    this.count = count;
    this.columns = DatasetColumn.of(shape);
  }

  DatasetShape shape() {
    return shape;
  }

  String name() {
    return new DatasetName(shape.dataset(), shape.map()).toString();
  }

  List<DatasetColumn> columns() {
    return columns;
  }

  int count() {
    return count;
  }

  Metric metric() {
    return shape.schema().latent().metric();
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    columns.forEach(column -> row.add(column.name(), ((SqlTypes) types).of(column)));
    return row.build();
  }

  @Override
  public Statistic getStatistic() {
    return Statistics.of(count, List.of());
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return DatasetScan.whole(context.getCluster(), table, this);
  }

  @Override
  public <C> C unwrap(Class<C> wanted) {
    return wanted.isAssignableFrom(Inserted.class)
        ? wanted.cast(new Inserted())
        : super.unwrap(wanted);
  }

  /// What an INSERT may leave out, and what it must: the map's columns are not for writing.
  private final class Inserted extends NullInitializerExpressionFactory {
    @Override
    public ColumnStrategy generationStrategy(RelOptTable table, int column) {
      DatasetColumn of = columns.get(column);
      if (of.ofMap()) {
        return ColumnStrategy.STORED;
      }
      return of instanceof DatasetColumn.Id ? ColumnStrategy.DEFAULT : ColumnStrategy.NULLABLE;
    }

    @Override
    public RexNode newColumnDefaultValue(
        RelOptTable table, int column, InitializerContext context) {
      RelDataType type = table.getRowType().getFieldList().get(column).getType();
      return columns.get(column) instanceof DatasetColumn.Id
          ? context.getRexBuilder().makeLiteral("", type)
          : context.getRexBuilder().makeNullLiteral(type);
    }
  }
}
