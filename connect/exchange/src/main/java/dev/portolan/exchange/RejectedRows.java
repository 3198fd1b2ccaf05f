package dev.portolan.exchange;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The rows that something is wrong with, treated as the options say.
final class RejectedRows implements Closeable {
  static final int SHOWN = 10;

  private final ImportOptions options;
  private final BitSet numbers = new BitSet();
  private final List<ImportException> first = new ArrayList<>();
  private QuarantineFile quarantine;

  RejectedRows(ImportOptions options) {
    this.options = options;
  }

  /// Leaves the current row out.
  ///
  /// @throws ImportException the fault itself, when every row has to be good
  void add(JoinedRows rows, ImportException fault) {
    if (options.onError() == OnError.STRICT) {
      throw fault;
    }
    numbers.set(Math.toIntExact(rows.row()));
    if (first.size() < SHOWN) {
      first.add(fault);
    }
    if (options.onError() == OnError.QUARANTINE) {
      if (quarantine == null) {
        quarantine = QuarantineFile.beside(options.file());
      }
      quarantine.add(rows.place(), rows.row(), fault.getMessage(), rows.raw());
    }
  }

  /// @param rows how many there are in all
  /// @throws ImportException when none of them is good
  void requireGood(long rows) {
    if (numbers.cardinality() == rows) {
      ImportException fault = first.getFirst();
      throw new ImportException(
          Place.whole(options.file()),
          "holds no good row among %,d; the first is bad as %s".formatted(rows, fault.getMessage()),
          fault);
    }
  }

  BitSet numbers() {
    return numbers;
  }

  ImportReport.Rejected report() {
    return new ImportReport.Rejected(
        numbers.cardinality(),
        first.stream().map(ImportException::getMessage).toList(),
        quarantine == null ? null : quarantine.file());
  }

  /// Keeps what was written about the rows: the import will take place.
  void keep() {
    if (quarantine != null) {
      quarantine.keep();
    }
  }

  @Override
  public void close() {
    if (quarantine != null) {
      quarantine.close();
    }
  }
}
