package dev.portolan.exchange;

/// The bytes one row holds, kept below what a datum may have.
final class RowSize {
  private static final int MAX_BYTES_PER_CHAR = 3;

  private long chars;

  void clear() {
    chars = 0;
  }

  /// @throws ImportException when the row holds more than 16 MiB
  void add(Place place, long length) {
    chars += length;
    if (chars > RowSource.MAX_ROW_BYTES) {
      throw tooLarge(place);
    }
  }

  /// Counts exactly where characters might have become too many bytes; a number takes 8.
  void check(Place place, RowSource row) {
    long most = MAX_BYTES_PER_CHAR * chars + (long) Long.BYTES * row.columns().size();
    if (most <= RowSource.MAX_ROW_BYTES) {
      return;
    }
    long bytes = 0;
    for (int column = 0; column < row.columns().size(); column++) {
      Cell cell = row.cell(column);
      bytes += cell == null ? 0 : Math.max(Long.BYTES, bytes(cell.text()));
    }
    if (bytes > RowSource.MAX_ROW_BYTES) {
      throw tooLarge(place);
    }
  }

  /// The length in UTF-8; each half of a surrogate pair counts two of its four bytes.
  static long bytes(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  private static ImportException tooLarge(Place place) {
    return place.error(
        "holds more than %d MiB, the most one datum may have; split it or leave a column out",
        RowSource.MAX_ROW_BYTES >> 20);
  }
}
