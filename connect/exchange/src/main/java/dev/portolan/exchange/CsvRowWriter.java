package dev.portolan.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// CSV: null is an empty cell, the empty string a quoted one, a list a JSON list.
final class CsvRowWriter implements RowWriter {
  private final CsvWriter csv;
  private final List<String> columns;
  private final String[] cells;

  CsvRowWriter(OutputStream out, List<String> columns, char delimiter) throws IOException {
    this.columns = columns;
    this.cells = new String[columns.size()];
    this.csv =
        CsvWriter.builder()
            .fieldSeparator(delimiter)
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()));
    csv.writeRecord(columns);
  }

  @Override
  public void write(Object[] row) {
    for (int column = 0; column < row.length; column++) {
      cells[column] = text(columns.get(column), row[column]);
    }
    csv.writeRecord(Arrays.asList(cells));
  }

  private static String text(String column, Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case List<?> list -> JsonRowWriter.list(column, list);
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case Instant instant -> instant.toString();
      default -> throw RowWriter.unknown(column, value);
    };
  }

  @Override
  public void finish() throws IOException {
    csv.flush();
  }
}
