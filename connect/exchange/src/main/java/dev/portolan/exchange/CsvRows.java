package dev.portolan.exchange;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rows of a CSV file: the first names the columns; empty lines are skipped.
///
/// A cell left empty is unset, a quoted empty cell is the empty string.
final class CsvRows implements RowSource {
  private final Path file;
  private final char delimiter;
  private final Utf8Reader chars;
  private final Row row = new Row();
  private final CsvReader<Row> reader;
  private final CloseableIterator<Row> rows;
  private final List<String> columns = new ArrayList<>();
  private ImportException fault;

  CsvRows(Path file, InputStream in, char delimiter) {
    this.file = file;
    this.delimiter = delimiter;
    this.chars = new Utf8Reader(in);
    this.reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(2 * MAX_ROW_BYTES)
            .build(row, chars);
    this.rows = reader.iterator();
    readHeader();
  }

  private void readHeader() {
    if (!advance()) {
      return;
    }
    checkBytes();
    Set<String> seen = new HashSet<>();
    for (Cell cell : row.cells) {
      if (cell == null || cell.text().isBlank()) {
        throw place()
            .error(
                "column %d of the header has no name; the first line names every column",
                columns.size() + 1);
      }
      if (!seen.add(cell.text())) {
        throw place()
            .error("the header names column %s twice; rename one", Place.shown(cell.text()));
      }
      columns.add(cell.text());
    }
    if (columns.size() > MAX_COLUMNS) {
      throw place()
          .error("the header has %d columns, a file may have %d", columns.size(), MAX_COLUMNS);
    }
  }

  @Override
  public boolean next() {
    if (!advance()) {
      return false;
    }
    fault = null;
    try {
      checkRow();
    } catch (ImportException e) {
      fault = e;
    }
    return true;
  }

  private void checkRow() {
    checkBytes();
    if (row.cells.size() != columns.size()) {
      throw place()
          .error(
              "has %d fields, the header has %d; quote a field that holds the delimiter",
              row.cells.size(), columns.size());
    }
    row.size.check(place(), this);
  }

  private void checkBytes() {
    for (Cell cell : row.cells) {
      if (cell != null) {
        chars.check(cell.text(), place());
      }
    }
  }

  private boolean advance() {
    try {
      return rows.hasNext() && rows.next() != null;
    } catch (CsvParseException e) {
      throw e.getCause() instanceof ImportException known ? known : broken(e);
    } catch (UncheckedIOException e) {
      throw Place.whole(file).unreadable(e.getCause());
    }
  }

  private ImportException broken(CsvParseException e) {
    String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return new ImportException(
        place(), "broken CSV (%s); mend the quotes of this row".formatted(reason), e);
  }

  @Override
  public ImportException fault() {
    return fault;
  }

  /// Written anew, as the parser does not keep how a cell was quoted.
  @Override
  public String raw() {
    StringWriter line = new StringWriter();
    CsvWriter.builder()
        .bufferSize(0)
        .fieldSeparator(delimiter)
        .lineDelimiter(LineDelimiter.LF)
        .quoteStrategy(QuoteStrategies.EMPTY)
        .build(line)
        .writeRecord(row.cells.stream().map(cell -> cell == null ? null : cell.text()).toList());
    return line.getBuffer().substring(0, line.getBuffer().length() - 1);
  }

  @Override
  public Place place() {
    return Place.line(file, row.line);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Cell cell(int column) {
    return row.cells.get(column);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw Place.whole(file).unreadable(e);
    }
  }

  /// The row being read; one object for all rows.
  private final class Row extends AbstractBaseCsvCallbackHandler<Row> {
    private final List<Cell> cells = new ArrayList<>();
    private final RowSize size = new RowSize();
    private long line = 1;

    @Override
    protected void handleBegin(long startingLine) {
      line = startingLine;
      cells.clear();
      size.clear();
    }

    @Override
    protected void handleField(int field, char[] chars, int offset, int length, boolean quoted) {
      size.add(place(), length);
      cells.add(
          length == 0 && !quoted
              ? null
              : Cell.of(Cell.Kind.BARE, new String(chars, offset, length)));
    }

    @Override
    protected Row buildRecord() {
      return this;
    }
  }
}
