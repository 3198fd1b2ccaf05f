package dev.portolan.jdbc;

import dev.portolan.jdbc.plan.VectorText;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.util.ArrayIteratorCursor;

/// Rows, made while they are asked for, forward only. `getObject` brings vectors as `float[]`, and
/// moments also as `Instant`, `LocalDateTime` or `OffsetDateTime`.
final class PortolanResultSet extends AvaticaResultSet implements VectorRows {
  private Rows rows;

  PortolanResultSet(
      AvaticaStatement statement,
      QueryState state,
      Meta.Signature signature,
      ResultSetMetaData metaData,
      TimeZone zone,
      Meta.Frame frame)
      throws SQLException {
    super(statement, state, signature, metaData, zone, frame);
  }

  static PortolanResultSet open(
      AvaticaStatement statement, QueryState state, PlanSignature signature, Rows rows)
      throws SQLException {
    PortolanConnection connection = (PortolanConnection) statement.getConnection();
    PortolanResultSet opened =
        (PortolanResultSet)
            new JdbcObjects()
                .newResultSet(statement, state, signature, connection.getTimeZone(), null);
    opened.rows = rows;
    opened.execute2(new ArrayIteratorCursor(rows), signature.columns);
    return opened;
  }

  /// Rows about the database itself.
  static PortolanResultSet told(PortolanConnection connection, List<Object[]> rows, String... names)
      throws SQLException {
    List<ColumnMetaData> columns = new ArrayList<>();
    for (String name : names) {
      int at = columns.size();
      boolean whole =
          rows.stream().anyMatch(row -> row[at] instanceof Number)
              && rows.stream().noneMatch(row -> row[at] instanceof String);
      columns.add(MetaImpl.columnMetaData(name, at, whole ? Integer.class : String.class, true));
    }
    rows.forEach(row -> {
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i] instanceof Number number ? (Object) number.intValue() : row[i];
      }
    });
    Meta.Signature signature =
        new Meta.Signature(
            columns, "", List.of(), Map.of(), Meta.CursorFactory.ARRAY, Meta.StatementType.SELECT);
    AvaticaStatement statement = (AvaticaStatement) connection.createStatement();
    statement.closeOnCompletion();
    PortolanResultSet opened =
        (PortolanResultSet)
            new JdbcObjects()
                .newResultSet(
                    statement, new QueryState(""), signature, connection.getTimeZone(), null);
    opened.rows = Rows.of(rows);
    opened.execute2(new ArrayIteratorCursor(opened.rows), columns);
    return opened;
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    try {
      return super.next();
    } catch (RuntimeException | Error e) {
      throw SqlFailure.of(e);
    }
  }

  private boolean vectors(int column) {
    return columnMetaDataList.get(column - 1).type.id == Types.OTHER;
  }

  @Override
  public String getString(int column) throws SQLException {
    return checkedColumn(column) && vectors(column)
        ? text(getObject(column))
        : super.getString(column);
  }

  @Override
  public String getString(String label) throws SQLException {
    return getString(findColumn(label));
  }

  private static String text(Object value) {
    return value instanceof float[] vector
        ? VectorText.of(vector)
        : value == null ? null : value.toString();
  }

  private boolean checkedColumn(int column) {
    return column >= 1 && column <= columnMetaDataList.size();
  }

  @Override
  public <T> T getObject(int column, Class<T> type) throws SQLException {
    Object value = converted(column, type);
    if (value == null || type.isInstance(value)) {
      return type.cast(value);
    }
    throw SqlFailure.of(
        "column %d is %s, which is no %s; ask for getObject without a class"
            .formatted(column, value.getClass().getSimpleName(), type.getSimpleName()),
        "22005");
  }

  @Override
  public <T> T getObject(String label, Class<T> type) throws SQLException {
    return getObject(findColumn(label), type);
  }

  private Object converted(int column, Class<?> type) throws SQLException {
    if (type == String.class) {
      return getString(column);
    }
    if (Arrays.asList(Instant.class, LocalDateTime.class, OffsetDateTime.class, LocalDate.class)
        .contains(type)) {
      return moment(column, type);
    }
    Object value = getObject(column);
    if (value instanceof Number number && Number.class.isAssignableFrom(type)) {
      return number(number, type);
    }
    return value;
  }

  private static Object number(Number number, Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Long" -> number.longValue();
      case "Integer" -> Math.toIntExact(number.longValue());
      case "Double" -> number.doubleValue();
      case "Float" -> number.floatValue();
      case "BigDecimal" -> new java.math.BigDecimal(number.toString());
      default -> number;
    };
  }

  private Object moment(int column, Class<?> type) throws SQLException {
    boolean day = columnMetaDataList.get(column - 1).type.id == Types.DATE;
    long millis = day ? getLong(column) * 86_400_000L : getLong(column);
    if (wasNull()) {
      return null;
    }
    OffsetDateTime moment = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    return switch (type.getSimpleName()) {
      case "Instant" -> moment.toInstant();
      case "LocalDateTime" -> moment.toLocalDateTime();
      case "LocalDate" -> moment.toLocalDate();
      default -> moment;
    };
  }

  @Override
  public float[] vector(int column) throws SQLException {
    return (float[]) getObject(column);
  }

  @Override
  public int nextVectors(int column, float[] into, int dimensions) throws SQLException {
    if (dimensions < 1 || into.length < dimensions) {
      throw SqlFailure.of(
          "an array of %d numbers has no room for a vector of %d dimensions"
              .formatted(into.length, dimensions),
          "22000");
    }
    int read = 0;
    while ((read + 1) * (long) dimensions <= into.length && next()) {
      float[] vector = vector(column);
      int at = read * dimensions;
      if (vector == null) {
        Arrays.fill(into, at, at + dimensions, 0);
      } else if (vector.length == dimensions) {
        System.arraycopy(vector, 0, into, at, dimensions);
      } else {
        throw SqlFailure.of(
            "a vector has %d dimensions, the array takes %d".formatted(vector.length, dimensions),
            "22000");
      }
      read++;
    }
    return read;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return wanted.isInstance(this) ? wanted.cast(this) : super.unwrap(wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) throws SQLException {
    return wanted.isInstance(this) || super.isWrapperFor(wanted);
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
    super.close();
  }
}
