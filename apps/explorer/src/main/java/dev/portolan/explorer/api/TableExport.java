package dev.portolan.explorer.api;

import dev.portolan.exchange.TableWriter;
import dev.portolan.explorer.http.Reply;
import dev.portolan.query.MapRows;
import dev.portolan.storage.DatumSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A selection as a table to be saved and opened in a spreadsheet.
///
/// A spreadsheet runs texts that begin like a formula; a quote before them makes them texts.
final class TableExport {
  private static final String FORMULA = "=+-@\t\r";

  private TableExport() {}

  /// @param columns of the dataset that are wanted, or null for all
  static Reply.Writing csv(MapState state, DatumSet selected, List<String> columns) {
    return out -> write(out, state, selected, columns);
  }

  private static void write(
      OutputStream out, MapState state, DatumSet selected, List<String> columns)
      throws IOException {
    MapRows rows = new MapRows(state.map(), selected);
    int[] wanted = wanted(state, rows.columns(), columns);
    List<String> names = new ArrayList<>();
    for (int column : wanted) {
      names.add(guarded(rows.columns().get(column)));
    }
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    try (TableWriter table = TableWriter.csv(buffered, names)) {
      for (Object[] row : rows) {
        table.write(
            IntStream.of(wanted)
                .mapToObj(
                    column -> row[column] instanceof String text ? guarded(text) : row[column])
                .toArray());
      }
      table.finish();
    }
    buffered.flush();
  }

  /// Places of the id, the wanted columns of the dataset, and what the map says.
  private static int[] wanted(MapState state, List<String> all, List<String> columns) {
    int user = state.data().schema().columns().size();
    return IntStream.range(0, all.size())
        .filter(i -> i == 0 || i > user || columns == null || columns.contains(all.get(i)))
        .toArray();
  }

  static String guarded(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
