package dev.portolan.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rows of a file with the arrays beside it, read in step.
///
/// The arrays' columns come first, as a JSONL file may bring new columns in any row.
final class JoinedRows implements Closeable {
  private final List<NpyRows> columns = new ArrayList<>();
  private RowSource main;
  private NpyRows vectors;
  private long row = -1;

  private JoinedRows() {}

  /// @throws ImportException when a file is missing or holds something else
  static JoinedRows open(ImportOptions options, ReadProgress progress) {
    JoinedRows rows = new JoinedRows();
    try {
      rows.openFile(options, progress);
      for (Map.Entry<String, Path> column : options.columns().entrySet()) {
        NpyFile array = NpyFile.open(column.getValue(), progress);
        rows.columns.add(NpyRows.column(array, column.getKey()));
      }
      return rows;
    } catch (IOException e) {
      rows.close();
      throw Place.whole(options.file()).unreadable(e);
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private void openFile(ImportOptions options, ReadProgress progress) throws IOException {
    Path file = options.file();
    FileFormat format = FileFormat.of(file);
    if (format == FileFormat.NPY) {
      if (options.vectors() != null) {
        throw Place.whole(file)
            .error("holds the vectors itself; leave out --vectors %s", options.vectors());
      }
      vectors = NpyRows.vectors(NpyFile.open(file, progress));
      main = vectors;
      return;
    }
    InputStream in = InputFile.open(file, progress);
    main =
        format == FileFormat.CSV
            ? new CsvRows(file, in, options.delimiter())
            : new JsonRows(file, in, options.skipped());
    if (options.vectors() != null) {
      vectors = NpyRows.vectors(NpyFile.open(options.vectors(), progress));
    }
  }

  /// Goes to the next row, good or not; false at the end.
  ///
  /// @throws ImportException at the end, when an array has more or fewer rows than the file
  boolean next() {
    if (!main.next()) {
      checkCounts();
      return false;
    }
    row++;
    if (vectors != main && vectors != null) {
      vectors.next();
    }
    for (NpyRows column : columns) {
      column.next();
    }
    return true;
  }

  private void checkCounts() {
    for (NpyRows column : columns) {
      checkCount(column);
    }
    if (vectors != null && vectors != main) {
      checkCount(vectors);
    }
  }

  private void checkCount(NpyRows array) {
    if (array.rows() != row + 1) {
      throw Place.whole(array.place().file())
          .error(
              "has %,d rows, %s has %,d; both need one row for each datum, in the same order",
              array.rows(), main.place().file(), row + 1);
    }
    array.next();
  }

  /// What is wrong with the current row of the file; null when nothing is.
  ImportException fault() {
    return main.fault();
  }

  /// The current row as the file has it; null when it is no text.
  String raw() {
    return main.raw();
  }

  /// Takes back the columns that the current row was the first to bring.
  void forgetNewColumns() {
    main.forgetNewColumns();
  }

  /// The number of the current row, from 0.
  long row() {
    return row;
  }

  Place place() {
    return main.place();
  }

  /// Whether all columns are known before the last row.
  boolean columnsKnown() {
    return !(main instanceof JsonRows);
  }

  int width() {
    return columns.size() + main.columns().size();
  }

  String name(int column) {
    return column < columns.size()
        ? columns.get(column).columns().getFirst()
        : main.columns().get(column - columns.size());
  }

  Cell cell(int column) {
    return column < columns.size()
        ? columns.get(column).cell(0)
        : main.cell(column - columns.size());
  }

  /// The rows a column stands in, for messages.
  RowSource source(int column) {
    return column < columns.size() ? columns.get(column) : main;
  }

  /// The columns in the order a schema has them: those of the file, then those of the arrays.
  List<String> names() {
    List<String> names = new ArrayList<>(main.columns());
    for (NpyRows column : columns) {
      names.addAll(column.columns());
    }
    return names;
  }

  /// The vectors, null when there are none.
  NpyRows vectors() {
    return vectors;
  }

  @Override
  public void close() {
    if (main != null) {
      main.close();
    }
    if (vectors != null && vectors != main) {
      vectors.close();
    }
    for (NpyRows column : columns) {
      column.close();
    }
  }
}
