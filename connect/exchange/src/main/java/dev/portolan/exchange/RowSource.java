package dev.portolan.exchange;

import java.io.Closeable;
import java.util.List;

/// The rows of a file, one after the other.
///
/// Not for several threads. What is wrong with a file as a whole is thrown as [ImportException].
interface RowSource extends Closeable {
  int MAX_COLUMNS = 4096;
  int MAX_ROW_BYTES = 16 << 20;

  /// Goes to the next row, good or not; false at the end.
  boolean next();

  /// What is wrong with the current row, so that nothing of it can be read; null when nothing is.
  default ImportException fault() {
    return null;
  }

  /// The current row as the file has it; null when it is no text.
  default String raw() {
    return null;
  }

  /// Where the current row is.
  Place place();

  /// The columns met so far; where keys stand in each row, later rows may bring more.
  List<String> columns();

  /// Takes back the columns that the current row was the first to bring.
  default void forgetNewColumns() {}

  /// The value of a column in the current row, null when it is unset.
  Cell cell(int column);

  @Override
  void close();
}
