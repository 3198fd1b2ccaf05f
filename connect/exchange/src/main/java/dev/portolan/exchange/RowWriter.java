package dev.portolan.exchange;

import java.io.IOException;

/// A format rows are written in.
interface RowWriter {
  void write(Object[] row) throws IOException;

  /// Writes what is still held back; the stream stays open.
  void finish() throws IOException;

  static IllegalArgumentException unknown(String column, Object value) {
    return new IllegalArgumentException(
        "column '%s': a %s cannot be written; give a string, number, boolean, instant or list"
            .formatted(column, value.getClass().getName()));
  }
}
