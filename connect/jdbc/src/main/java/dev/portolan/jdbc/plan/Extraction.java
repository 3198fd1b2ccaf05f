package dev.portolan.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/// Rewrites expressions above a [DatasetScan]: distances and conditions that the store can tell
/// become columns of the scan.
final class Extraction {
  private final DatasetScan scan;
  private final RexBuilder rex;
  private final Conditions conditions;
  private final List<ReadColumn> columns = new ArrayList<>();
  private final List<RelDataType> types = new ArrayList<>();
  private final int kept;

  private Extraction(DatasetScan scan, boolean keep) {
    this.scan = scan;
    this.rex = scan.getCluster().getRexBuilder();
    this.conditions = new Conditions(scan.read().table(), scan.read().columns(), rex);
    if (keep) {
      for (int i = 0; i < scan.read().columns().size(); i++) {
        columns.add(scan.read().columns().get(i));
        types.add(scan.getRowType().getFieldList().get(i).getType());
      }
    }
    kept = columns.size();
  }

  /// All columns of the scan stay in their places, others come behind.
  static Extraction beside(DatasetScan scan) {
    return new Extraction(scan, true);
  }

  /// Only columns that are used.
  static Extraction instead(DatasetScan scan) {
    return new Extraction(scan, false);
  }

  boolean extracted() {
    return columns.size() > kept;
  }

  ReadColumn column(RexInputRef made) {
    return columns.get(made.getIndex());
  }

  RexNode rewritten(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return reference(scan.read().columns().get(ref.getIndex()), ref.getType());
          }

          @Override
          public RexNode visitCall(RexCall call) {
            return toldByStore(call)
                .<RexNode>map(column -> reference(column, call.getType()))
                .orElseGet(() -> super.visitCall(call));
          }
        });
  }

  private Optional<ReadColumn> toldByStore(RexCall call) {
    Optional<ReadColumn.Distance> distance =
        Distances.of(scan.read().table(), scan.read().columns(), call, rex);
    if (distance.isPresent()) {
      return Optional.of(distance.get());
    }
    SqlOperator operator = call.getOperator();
    if (operator != DatasetFunctions.HAS_TAG
        && operator != DatasetFunctions.TEXT_MATCH
        && operator != DatasetFunctions.IN_POLYGON) {
      return Optional.empty();
    }
    Optional<Condition> holds = conditions.holds(call);
    Optional<Condition> fails = conditions.fails(call);
    return holds.isPresent() && fails.isPresent()
        ? Optional.of(
            new ReadColumn.Holds(
                RexText.of(call, at -> scan.read().columns().get(at).text()),
                holds.get(),
                fails.get()))
        : Optional.empty();
  }

  private RexInputRef reference(ReadColumn column, RelDataType type) {
    for (int i = 0; i < columns.size(); i++) {
      if (same(columns.get(i), column)) {
        return new RexInputRef(i, types.get(i));
      }
    }
    columns.add(column);
    types.add(type);
    return new RexInputRef(columns.size() - 1, type);
  }

  private static boolean same(ReadColumn a, ReadColumn b) {
    return a.getClass() == b.getClass() && a.text().equals(b.text());
  }

  /// The scan with the columns that rewritten expressions refer to.
  DatasetScan scan() {
    RelDataTypeFactory types = scan.getCluster().getTypeFactory();
    if (columns.isEmpty()) {
      reference(new ReadColumn.Ordinal(), types.createSqlType(SqlTypeName.INTEGER));
    }
    RelDataTypeFactory.Builder row = types.builder();
    for (int i = 0; i < columns.size(); i++) {
      row.add("$" + i, this.types.get(i));
    }
    return scan.with(scan.read().columns(columns.stream().toList()), row.build());
  }
}
