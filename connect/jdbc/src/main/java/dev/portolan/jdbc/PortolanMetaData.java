package dev.portolan.jdbc;

import dev.portolan.jdbc.plan.Catalog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.AvaticaDatabaseMetaData;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/// What tools ask about the database: schemas, tables, columns, keys, and what SQL can here.
final class PortolanMetaData extends AvaticaDatabaseMetaData {
  private static final List<String> TABLE_TYPES = List.of("SYSTEM TABLE", "TABLE");

  private final PortolanConnection connection;

  PortolanMetaData(PortolanConnection connection) {
    super(connection);
    this.connection = connection;
  }

  private List<Catalog.Listed> tables(String schema, String table) {
    return new Catalog(connection.engine().database())
        .listed().stream()
            .filter(each -> like(each.schema(), schema) && like(each.name(), table))
            .sorted(
                Comparator.comparing((Catalog.Listed each) -> type(each))
                    .thenComparing(Catalog.Listed::schema)
                    .thenComparing(Catalog.Listed::name))
            .toList();
  }

  private static boolean like(String name, String pattern) {
    return pattern == null || Pattern.matches(Catalog.like(pattern), name);
  }

  private static String type(Catalog.Listed table) {
    return table.schema().equals(Catalog.DATA) ? "TABLE" : "SYSTEM TABLE";
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return answer(List.of(), "TABLE_CAT");
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(String catalog, String pattern) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (String schema : List.of(Catalog.ABOUT, Catalog.DATA)) {
      if (like(schema, pattern)) {
        rows.add(new Object[] {schema, null});
      }
    }
    return answer(rows, "TABLE_SCHEM", "TABLE_CATALOG");
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return answer(TABLE_TYPES.stream().map(type -> new Object[] {type}).toList(), "TABLE_TYPE");
  }

  @Override
  public ResultSet getTables(String catalog, String schema, String table, String[] types)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Catalog.Listed each : tables(schema, table)) {
      if (types == null || Arrays.asList(types).contains(type(each))) {
        rows.add(
            new Object[] {
              null, each.schema(), each.name(), type(each), null, null, null, null, null, null
            });
      }
    }
    return answer(
        rows,
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "TABLE_TYPE",
        "REMARKS",
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "SELF_REFERENCING_COL_NAME",
        "REF_GENERATION");
  }

  @Override
  public ResultSet getColumns(String catalog, String schema, String table, String column)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Catalog.Listed each : tables(schema, table)) {
      for (RelDataTypeField field : each.row().getFieldList()) {
        if (like(field.getName(), column)) {
          rows.add(column(each, field));
        }
      }
    }
    return answer(
        rows,
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "DATA_TYPE",
        "TYPE_NAME",
        "COLUMN_SIZE",
        "BUFFER_LENGTH",
        "DECIMAL_DIGITS",
        "NUM_PREC_RADIX",
        "NULLABLE",
        "REMARKS",
        "COLUMN_DEF",
        "SQL_DATA_TYPE",
        "SQL_DATETIME_SUB",
        "CHAR_OCTET_LENGTH",
        "ORDINAL_POSITION",
        "IS_NULLABLE",
        "SCOPE_CATALOG",
        "SCOPE_SCHEMA",
        "SCOPE_TABLE",
        "SOURCE_DATA_TYPE",
        "IS_AUTOINCREMENT",
        "IS_GENERATEDCOLUMN");
  }

  private static Object[] column(Catalog.Listed table, RelDataTypeField field) {
    RelDataType type = field.getType();
    boolean number = SqlTypeName.NUMERIC_TYPES.contains(type.getSqlTypeName());
    Object[] row = new Object[24];
    row[1] = table.schema();
    row[2] = table.name();
    row[3] = field.getName();
    row[4] = PlanSignature.type(type).id;
    row[5] = PlanSignature.typeName(type);
    row[6] = type.getPrecision() < 0 ? null : (Object) type.getPrecision();
    row[8] = number ? Math.max(0, type.getScale()) : null;
    row[9] = number ? 10 : null;
    row[10] = type.isNullable() ? columnNullable : columnNoNulls;
    row[16] = field.getIndex() + 1;
    row[17] = type.isNullable() ? "YES" : "NO";
    row[22] = "NO";
    row[23] = "NO";
    return row;
  }

  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Catalog.Listed each : tables(schema, null)) {
      if (each.name().equals(table) && each.schema().equals(Catalog.DATA)) {
        rows.add(new Object[] {null, each.schema(), each.name(), "id", (short) 1, null});
      }
    }
    return answer(
        rows, "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ", "PK_NAME");
  }

  /// Columns are whole numbers where all their values are, else texts.
  private ResultSet answer(List<Object[]> rows, String... names) throws SQLException {
    return PortolanResultSet.told(connection, rows, names);
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public boolean supportsTransactions() {
    return false;
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return java.sql.Connection.TRANSACTION_NONE;
  }

  @Override
  public boolean storesMixedCaseIdentifiers() {
    return true;
  }

  @Override
  public boolean storesMixedCaseQuotedIdentifiers() {
    return true;
  }

  @Override
  public boolean supportsMixedCaseIdentifiers() {
    return false;
  }

  @Override
  public boolean storesUpperCaseIdentifiers() {
    return false;
  }

  @Override
  public boolean nullsAreSortedHigh() {
    return false;
  }

  @Override
  public boolean nullsAreSortedLow() {
    return false;
  }

  @Override
  public boolean nullsAreSortedAtStart() {
    return false;
  }

  @Override
  public boolean nullsAreSortedAtEnd() {
    return true;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return connection.isReadOnly();
  }

  @Override
  public String getSQLKeywords() {
    return "";
  }

  @Override
  public String getNumericFunctions() {
    return "ABS,CEIL,EXP,FLOOR,LN,MOD,POWER,ROUND,SQRT";
  }

  @Override
  public String getStringFunctions() {
    return "CHAR_LENGTH,CONCAT,LOWER,POSITION,REPLACE,SUBSTRING,TRIM,UPPER";
  }

  @Override
  public String getSystemFunctions() {
    return "COALESCE,NULLIF";
  }

  @Override
  public String getTimeDateFunctions() {
    return "CURRENT_TIMESTAMP,EXTRACT,FLOOR";
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY;
  }
}
