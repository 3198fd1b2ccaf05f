package dev.portolan.exchange;

import java.util.List;

/// An array as rows: a column of one axis, or vectors of two.
final class NpyRows implements RowSource {
  private final NpyFile array;
  private final List<String> columns;
  private boolean there;

  private NpyRows(NpyFile array, List<String> columns) {
    this.array = array;
    this.columns = columns;
  }

  /// @param column what the numbers are called
  static NpyRows column(NpyFile array, String column) {
    if (array.header().shape().length != 1) {
      ImportException error =
          array
              .place()
              .error(
                  "has shape %s; a column has one axis: save a.ravel() of one number a row",
                  array.header().shown());
      array.close();
      throw error;
    }
    return new NpyRows(array, List.of(column));
  }

  static NpyRows vectors(NpyFile array) {
    try {
      array.requireVectors();
    } catch (ImportException e) {
      array.close();
      throw e;
    }
    return new NpyRows(array, List.of());
  }

  @Override
  public boolean next() {
    there = array.next();
    return there;
  }

  /// Whether the current row exists; false after the last.
  boolean there() {
    return there;
  }

  long rows() {
    return array.rows();
  }

  int dimensions() {
    return array.width();
  }

  void floats(float[] into) {
    array.floats(into);
  }

  @Override
  public Place place() {
    return array.place();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Cell cell(int column) {
    return there ? array.cell() : null;
  }

  @Override
  public void close() {
    array.close();
  }
}
