package dev.portolan.exchange;

import java.io.Closeable;
import java.util.List;

/// The rows of a file, one after the other.
///
/// Not for several threads. What is wrong in a row is thrown as [ImportException].
interface RowSource extends Closeable {
  int MAX_COLUMNS = 4096;
  int MAX_ROW_BYTES = 16 << 20;

  /// Goes to the next row; false at the end.
  boolean next();

  /// Where the current row is.
  Place place();

  /// The columns met so far; where keys stand in each row, later rows may bring more.
  List<String> columns();

  /// The value of a column in the current row, null when it is unset.
  Cell cell(int column);

  @Override
  void close();
}
