package dev.portolan.exchange;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Writes a table row by row, as CSV or JSONL; what it writes imports again as the same values.
///
/// A value is null (unset), `String`, `Long`, `Integer`, `Double`, `Float`, `Boolean`, `Instant` or
/// a `List` of `String`. A file appears whole at [#finish()] or not at all. Not for several
/// threads.
public final class TableWriter implements Closeable {
  private final RowWriter rows;
  private final Closeable target;
  private final List<String> columns;
  private final AtomicFile file;

  private TableWriter(RowWriter rows, Closeable target, List<String> columns, AtomicFile file) {
    this.rows = rows;
    this.target = target;
    this.columns = columns;
    this.file = file;
  }

  /// A file, CSV or JSONL by its extension, gzipped when it ends in `.gz`.
  public static TableWriter open(Path file, List<String> columns) throws IOException {
    FileFormat format = FileFormat.named(file);
    if (format == null || format == FileFormat.NPY) {
      throw new IllegalArgumentException(
          "%s: a table is written as .csv, .tsv or .jsonl, plain or .gz; choose such a name"
              .formatted(file));
    }
    List<String> names = checked(columns);
    AtomicFile whole = AtomicFile.create(file);
    OutputStream out = new BufferedOutputStream(whole.out(), 1 << 16);
    OutputStream packed = FileFormat.gzipped(file) ? new GZIPOutputStream(out, 1 << 16) : out;
    RowWriter rows =
        format == FileFormat.CSV
            ? new CsvRowWriter(packed, names, FileFormat.tabbed(file) ? '\t' : ',')
            : new JsonRowWriter(packed, names);
    return new TableWriter(rows, packed, names, whole);
  }

  /// CSV to a stream, which stays open.
  public static TableWriter csv(OutputStream out, List<String> columns) throws IOException {
    List<String> names = checked(columns);
    return new TableWriter(new CsvRowWriter(out, names, ','), () -> {}, names, null);
  }

  /// JSONL to a stream, which stays open.
  public static TableWriter jsonl(OutputStream out, List<String> columns) {
    List<String> names = checked(columns);
    return new TableWriter(new JsonRowWriter(out, names), () -> {}, names, null);
  }

  private static List<String> checked(List<String> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table without columns: name one or more");
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException(
          "columns %s of a table: a name stands there twice; rename one".formatted(columns));
    }
    return List.copyOf(columns);
  }

  /// @param row a value for each column, in their order
  public void write(Object... row) throws IOException {
    if (row.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row of %d values for the %d columns %s; give one for each"
              .formatted(row.length, columns.size(), columns));
    }
    for (int column = 0; column < row.length; column++) {
      checkFinite(columns.get(column), row[column]);
    }
    rows.write(row);
  }

  private static void checkFinite(String column, Object value) {
    boolean finite =
        switch (value) {
          case Double number -> Double.isFinite(number);
          case Float number -> Float.isFinite(number);
          case null, default -> true;
        };
    if (!finite) {
      throw new IllegalArgumentException(
          "column '%s': %s is no number a table holds; write null".formatted(column, value));
    }
  }

  /// Ends the table; a file appears under its name now.
  public void finish() throws IOException {
    rows.finish();
    target.close();
    if (file != null) {
      file.publish();
    }
  }

  /// Lets go of the file; without [#finish()] before it, nothing of it stays.
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
