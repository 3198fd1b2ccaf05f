package dev.portolan.jdbc;

import java.sql.SQLException;

/// Vectors of a result set, one by one or many at a time: `rows.unwrap(VectorRows.class)`.
public interface VectorRows {
  /// The vector of the current row, or null where it has none.
  ///
  /// @param column from 1
  float[] vector(int column) throws SQLException;

  /// Moves over the next rows and copies their vectors, row-major, as many as fit.
  ///
  /// Rows without a vector are copied as zeros.
  ///
  /// @param column from 1
  /// @param into `[rows][dimensions]`, flat
  /// @param dimensions of each vector
  /// @return how many rows were moved over; 0 when there are no more
  int nextVectors(int column, float[] into, int dimensions) throws SQLException;
}
