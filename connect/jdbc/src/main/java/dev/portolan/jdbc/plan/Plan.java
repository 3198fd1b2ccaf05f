package dev.portolan.jdbc.plan;

import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.rel.type.RelDataType;

/// What a text of SQL means, ready to run any number of times, by many threads.
public sealed interface Plan {
  /// The types of its parameters.
  List<RelDataType> parameters();

  /// The shapes of the datasets it was made for; it holds while they stay.
  List<DatasetShape> shapes();

  /// A query.
  ///
  /// @param row names and types of its columns
  /// @param rows how its rows are made
  /// @param compiled what `rows` refers to by name
  record Query(
      List<RelDataType> parameters,
      List<DatasetShape> shapes,
      RelDataType row,
      RowSource rows,
      Map<String, Object> compiled)
      implements Plan {

    public Enumerable<Object[]> rows(Execution run) {
      return rows.rows(run);
    }
  }

  /// A change of data or tags.
  ///
  /// @param source the rows that are inserted, or what tells the rows that are deleted
  record Change(
      List<RelDataType> parameters, List<DatasetShape> shapes, Query source, Writing writing)
      implements Plan {}

  /// What an EXPLAIN answers.
  record Explained(
      List<RelDataType> parameters, List<DatasetShape> shapes, RelDataType row, String text)
      implements Plan {}
}
