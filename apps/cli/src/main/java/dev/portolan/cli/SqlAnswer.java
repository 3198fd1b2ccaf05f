package dev.portolan.cli;

import dev.portolan.exchange.TableWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs statements and prints what they answer.
final class SqlAnswer {
  /// How rows are printed.
  enum Form {
    TABLE,
    CSV,
    JSON
  }

  private static final int WIDEST = 48;

  private final Connection connection;
  private final Terminal terminal;
  private final Cancellation cancellation;
  private final Form form;

  SqlAnswer(Connection connection, Terminal terminal, Cancellation cancellation, Form form) {
    this.connection = connection;
    this.terminal = terminal;
    this.cancellation = cancellation;
    this.form = form;
  }

  /// Runs the statements of a text one by one, up to the first that fails.
  ///
  /// @throws IllegalArgumentException when there is none
  void answerAll(String text) throws SQLException, IOException {
    List<String> statements = SqlScript.statements(text);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no statement to run; write one, such as \"SELECT * FROM tags\"");
    }
    for (String statement : statements) {
      answer(statement);
    }
  }

  private void answer(String sql) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          print(rows);
        }
      } else {
        changed(statement.getLargeUpdateCount());
      }
    }
  }

  private void changed(long count) {
    if (form == Form.JSON) {
      new JsonAnswer().with("changed", count).print(terminal);
    } else {
      terminal.note(Figures.count(count) + " changed");
    }
  }

  private void print(ResultSet rows) throws SQLException, IOException {
    List<String> columns = columns(rows.getMetaData());
    switch (form) {
      case TABLE -> table(rows, columns);
      case CSV -> csv(rows, columns);
      case JSON -> json(rows, columns);
    }
  }

  /// Labels, told apart where two are the same.
  private static List<String> columns(ResultSetMetaData meta) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int c = 1; c <= meta.getColumnCount(); c++) {
      String label = meta.getColumnLabel(c).replaceFirst("^EXPR\\$(\\d+)$", "column$1");
      String name = label;
      for (int i = 2; columns.contains(name); i++) {
        name = label + "_" + i;
      }
      columns.add(name);
    }
    return columns;
  }

  private void table(ResultSet rows, List<String> columns) throws SQLException {
    if (columns.equals(List.of("PLAN"))) {
      while (rows.next()) {
        rows.getString(1).lines().forEach(terminal::say);
      }
      return;
    }
    TextTable table = new TextTable(terminal.width());
    table.row(columns.stream().map(terminal::bold).toArray(String[]::new));
    int count = 0;
    while (rows.next()) {
      cancellation.check();
      String[] cells = new String[columns.size()];
      for (int c = 0; c < cells.length; c++) {
        cells[c] = cell(rows, c + 1);
      }
      table.row(cells);
      count++;
    }
    table.print(terminal);
    terminal.note(Figures.count(count, "row", "rows"));
  }

  private static String cell(ResultSet rows, int column) throws SQLException {
    Object value = value(rows, column);
    String text =
        switch (value) {
          case null -> "";
          case Instant moment -> moment.toString();
          default -> rows.getString(column);
        };
    return column < rows.getMetaData().getColumnCount() ? FittedText.cut(text, WIDEST) : text;
  }

  private void csv(ResultSet rows, List<String> columns) throws SQLException, IOException {
    try (TableWriter table = TableWriter.csv(terminal.out(), columns)) {
      while (rows.next()) {
        cancellation.check();
        Object[] row = new Object[columns.size()];
        for (int c = 0; c < row.length; c++) {
          Object value = value(rows, c + 1);
          row[c] = value instanceof float[] ? rows.getString(c + 1) : value;
        }
        table.write(row);
      }
      table.finish();
    }
  }

  private void json(ResultSet rows, List<String> columns) throws SQLException {
    List<Map<String, Object>> objects = new ArrayList<>();
    while (rows.next()) {
      cancellation.check();
      Map<String, Object> object = new LinkedHashMap<>();
      for (int c = 0; c < columns.size(); c++) {
        Object value = value(rows, c + 1);
        object.put(columns.get(c), value instanceof Instant moment ? moment.toString() : value);
      }
      objects.add(object);
    }
    new JsonAnswer().with("rows", objects).print(terminal);
  }

  /// A value as tables are exported.
  private static Object value(ResultSet rows, int column) throws SQLException {
    if (rows.getMetaData().getColumnType(column) == Types.TIMESTAMP) {
      return rows.getObject(column, Instant.class);
    }
    return switch (rows.getObject(column)) {
      case Array list -> Arrays.asList((Object[]) list.getArray());
      case BigDecimal number when number.scale() <= 0 && number.precision() < 19 ->
          number.longValueExact();
      case BigDecimal number -> number.doubleValue();
      case java.sql.Date day -> day.toString();
      case java.sql.Time time -> time.toString();
      case null -> null;
      case Short whole -> whole.longValue();
      case Byte whole -> whole.longValue();
      case Object value -> value;
    };
  }
}
