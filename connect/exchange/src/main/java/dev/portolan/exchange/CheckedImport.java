package dev.portolan.exchange;

import dev.portolan.storage.Datum;
import dev.portolan.storage.Schema;
import java.util.BitSet;

/// A file that was read whole and found good: its schema, its report and its data.
///
/// The data are streamed from the file a second time. Memory: under 90 bytes per id in the first
/// pass, a bit per row in the second. Safe for many threads; an iterator is for one.
public final class CheckedImport {
  private final ImportOptions options;
  private final FileStates states;
  private final Settled settled;
  private final BitSet dropped;
  private final ImportReport report;

  private CheckedImport(ImportOptions options, FileStates states, JoinedRows rows, FirstPass pass) {
    this.options = options;
    this.states = states;
    this.settled = Settled.of(options, rows, pass);
    this.dropped = pass.dropped();
    this.report = settled.report(options, rows, pass);
  }

  /// Reads a file whole, with the arrays beside it, and checks everything; writes nothing.
  ///
  /// @throws ImportException when anything is wrong with a file; the message says where and what
  /// @throws java.util.concurrent.CancellationException when the listener cancels
  public static CheckedImport check(ImportOptions options, ProgressListener listener) {
    ReadProgress progress = ReadProgress.of(options.files(), listener);
    FileStates states = FileStates.of(options.files());
    try (JoinedRows rows = JoinedRows.open(options, progress)) {
      FirstPass pass = new FirstPass(options, rows);
      pass.run();
      return new CheckedImport(options, states, rows, pass);
    }
  }

  /// The columns and the latent vectors; the dataset's own when the data go into one.
  public Schema schema() {
    return settled.schema();
  }

  /// The number of data, after rows whose id comes again were dropped.
  public long rows() {
    return report.rows() - report.dropped();
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
      return new DatumReader(options, settled.types(), dropped);
    };
  }
}
