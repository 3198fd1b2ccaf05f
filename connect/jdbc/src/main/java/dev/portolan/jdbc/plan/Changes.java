package dev.portolan.jdbc.plan;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableModify;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/// Plans of INSERT and DELETE: a query for the rows, and what is done with them.
final class Changes {
  private Changes() {}

  static Plan.Change of(
      TableModify change,
      List<RelDataType> parameters,
      Supplier<List<DatasetShape>> shapes,
      Function<RelNode, Plan.Query> query) {
    DatasetTable dataset = change.getTable().unwrap(DatasetTable.class);
    boolean tags = dataset == null;
    RelNode rows = change.getInput();
    Writing writing =
        switch (change.getOperation()) {
          case INSERT ->
              tags ? DatumTags::add : (run, added) -> Inserted.write(run, dataset, added);
          case DELETE ->
              tags
                  ? DatumTags::remove
                  : (run, gone) ->
                      run.database().dataset(dataset.shape().dataset()).delete(ids(gone));
          default ->
              throw new SqlMistake(
                  "%s is not part of SQL here; delete the data and insert them anew"
                      .formatted(change.getOperation()));
        };
    if (!tags && change.getOperation() == TableModify.Operation.DELETE) {
      rows = onlyId(rows);
    }
    return new Plan.Change(parameters, shapes.get(), query.apply(rows), writing);
  }

  private static List<String> ids(List<Object[]> rows) {
    return rows.stream().map(row -> (String) row[0]).toList();
  }

  private static RelNode onlyId(RelNode rows) {
    RexBuilder rex = rows.getCluster().getRexBuilder();
    List<RexNode> id = List.of(rex.makeInputRef(rows, 0));
    return LogicalProject.create(rows, List.of(), id, List.of("id"), Set.of());
  }
}
