package dev.portolan.jdbc.plan;

import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Metric;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;

/// Distances of a dataset's vectors in its own metric, which the store knows how to find the least
/// of.
final class Distances {
  private Distances() {}

  /// The distance that an expression is: the metric's function of `latent` and a constant.
  static Optional<ReadColumn.Distance> of(
      DatasetTable table, List<ReadColumn> columns, RexNode node, RexBuilder rex) {
    if (!(node instanceof RexCall call)
        || call.getOperator() != function(table.metric())
        || call.getOperands().size() != 2) {
      return Optional.empty();
    }
    for (int i = 0; i < 2; i++) {
      RexNode vectors = call.getOperands().get(i);
      RexNode other = call.getOperands().get(1 - i);
      if (vectors instanceof RexInputRef ref
          && columns.get(ref.getIndex()) instanceof ReadColumn.Stored(_, DatasetColumn.Latent _)) {
        return Constant.of(other, rex)
            .map(vector ->
                new ReadColumn.Distance(
                    RexText.of(call, at -> columns.get(at).text()),
                    checked(vector, other, table),
                    table.metric() == Metric.DOT));
      }
    }
    return Optional.empty();
  }

  /// A text embedded here must be of the dataset's model.
  private static Constant checked(Constant vector, RexNode node, DatasetTable table) {
    String dataset = table.shape().dataset();
    if (node instanceof RexCall call && call.getOperator() == DatasetFunctions.EMBED) {
      return run -> run.embedFor(dataset, () -> vector.value(run));
    }
    return run -> VectorText.vector(vector.value(run));
  }

  static SqlOperator function(Metric metric) {
    return switch (metric) {
      case COSINE -> DatasetFunctions.COSINE_DISTANCE;
      case EUCLIDEAN -> DatasetFunctions.L2_DISTANCE;
      case DOT -> DatasetFunctions.DOT_PRODUCT;
    };
  }

  /// `distance <= 0.3` as a filter; only that something is near can be asked.
  static Optional<Condition> condition(ReadColumn.Distance distance, SqlKind kind, Constant bound) {
    SqlKind asked = distance.negated() ? kind.reverse() : kind;
    return Optional.of((run, now) -> {
      Object given = bound.value(run);
      float[] vector = (float[]) distance.vector().value(run);
      if (given == null || vector == null) {
        return Condition.NOTHING;
      }
      double value = ((Number) given).doubleValue() * (distance.negated() ? -1 : 1);
      return switch (asked) {
        case LESS_THAN_OR_EQUAL -> Filter.near(vector, value);
        case LESS_THAN -> Filter.near(vector, Math.nextDown(value));
        case GREATER_THAN -> Filter.hasVector().and(Filter.near(vector, value).not());
        default -> Filter.hasVector().and(Filter.near(vector, Math.nextDown(value)).not());
      };
    });
  }
}
