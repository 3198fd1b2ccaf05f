package dev.portolan.exchange;

import dev.portolan.storage.Datum;
import dev.portolan.storage.Schema;
import java.util.BitSet;

/// A file that was read whole and found good, or whose good rows were found: its schema, its report
/// and its data.
///
/// The data are streamed from the file a second time. Memory: under 90 bytes per id in the first
/// pass, a bit per row in the second. Safe for many threads; an iterator is for one.
public final class CheckedImport {
  private final ImportOptions options;
  private final FileStates states;
  private final Settled settled;
  private final BitSet leftOut;
  private final ImportReport report;

  private CheckedImport(ImportOptions options, FileStates states, JoinedRows rows, FirstPass pass) {
    this.options = options;
    this.states = states;
    this.settled = Settled.of(options, rows, pass);
    this.report = settled.report(options, rows, pass);
    this.leftOut = pass.leftOut();
  }

  /// Reads a file whole, with the arrays beside it, and checks everything; writes nothing but the
  /// rows it quarantines.
  ///
  /// @throws ImportException when anything is wrong with a file, beyond rows that the options say
  ///   to leave out; the message says where and what
  /// @throws java.util.concurrent.CancellationException when the listener cancels
  public static CheckedImport check(ImportOptions options, ProgressListener listener) {
    ReadProgress progress = ReadProgress.of(options.files(), listener);
    FileStates states = FileStates.of(options.files());
    try (JoinedRows rows = JoinedRows.open(options, progress);
        RejectedRows rejected = new RejectedRows(options)) {
      FirstPass pass = new FirstPass(options, rows, rejected);
      pass.run();
      CheckedImport checked = new CheckedImport(options, states, rows, pass);
      rejected.keep();
      return checked;
    }
  }

  /// The columns and the latent vectors; the dataset's own when the data go into one.
  public Schema schema() {
    return settled.schema();
  }

  /// The number of data: without bad rows and those whose id comes again.
  public long rows() {
    return report.rows() - report.rejected().count() - report.dropped();
  }

  public ImportReport report() {
    return report;
  }

  /// The column of the dataset to embed; null when the file brings vectors.
  public String textColumn() {
    return settled.textColumn() == null ? null : options.named(settled.textColumn());
  }

  /// The data in the order of the file, without vectors where the text is to be embedded.
  ///
  /// Each iterator is also [AutoCloseable] and closes its files at the end by itself.
  ///
  /// @throws ImportException when a file was changed since it was checked
  public Iterable<Datum> data() {
    return () -> {
      states.checkUnchanged();
      return new DatumReader(options, settled.types(), leftOut);
    };
  }
}
