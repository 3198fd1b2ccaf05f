package dev.portolan.jdbc.plan;

import dev.portolan.storage.Column;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/// The SQL types, and how arithmetic settles them.
///
/// Texts are Unicode; a moment is a `TIMESTAMP(3)` in UTC; sums of whole numbers are exact and do
/// not overflow; averages are `DOUBLE`.
final class SqlTypes extends JavaTypeFactoryImpl {
  private static final int MILLISECONDS = 3;

  SqlTypes() {
    super(new Arithmetic());
  }

  RelDataType of(DatasetColumn column) {
    return switch (column) {
      case DatasetColumn.Id _ -> createSqlType(SqlTypeName.VARCHAR);
      case DatasetColumn.Value(Column value) -> nullable(of(value));
      case DatasetColumn.Latent(int dimensions) -> new VectorType(dimensions, true);
      case DatasetColumn.OfMap(DatasetColumn.MapValue value) -> nullable(of(value));
      case DatasetColumn.TopicAt _ -> nullable(createSqlType(SqlTypeName.VARCHAR));
    };
  }

  private RelDataType of(Column value) {
    return switch (value) {
      case Column.Text _, Column.Category _ -> createSqlType(SqlTypeName.VARCHAR);
      case Column.Integer64 _ -> createSqlType(SqlTypeName.BIGINT);
      case Column.Real64 _ -> createSqlType(SqlTypeName.DOUBLE);
      case Column.Bool _ -> createSqlType(SqlTypeName.BOOLEAN);
      case Column.Timestamp _ -> createSqlType(SqlTypeName.TIMESTAMP, MILLISECONDS);
      case Column.Categories _ -> createArrayType(createSqlType(SqlTypeName.VARCHAR), -1);
    };
  }

  private RelDataType of(DatasetColumn.MapValue value) {
    return switch (value) {
      case X, Y, DUPLICATE_DISTANCE -> createSqlType(SqlTypeName.REAL);
      case TOPIC_ID -> createSqlType(SqlTypeName.BIGINT);
      case DUPLICATE_CLASS, CLUSTER_ID -> createSqlType(SqlTypeName.VARCHAR);
    };
  }

  RelDataType nullable(RelDataType type) {
    return createTypeWithNullability(type, true);
  }

  @Override
  public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
    return type instanceof VectorType vector
        ? canonize(vector.nullable(nullable))
        : super.createTypeWithNullability(type, nullable);
  }

  @Override
  public RelDataType leastRestrictive(List<RelDataType> alternatives) {
    return alternatives.stream()
        .filter(VectorType.class::isInstance)
        .findFirst()
        .map(this::nullable)
        .orElseGet(() -> super.leastRestrictive(alternatives));
  }

  @Override
  public Type getJavaClass(RelDataType type) {
    return type instanceof VectorType ? float[].class : super.getJavaClass(type);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  private static final class Arithmetic extends RelDataTypeSystemImpl {
    private static final int DECIMAL_DIGITS = 38;

    @Override
    public int getMaxPrecision(SqlTypeName type) {
      return type == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxPrecision(type);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName type) {
      return type == SqlTypeName.TIMESTAMP ? MILLISECONDS : super.getDefaultPrecision(type);
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
      RelDataType sum =
          switch (argument.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                types.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS, 0);
            case DECIMAL ->
                types.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS, argument.getScale());
            case REAL, FLOAT -> types.createSqlType(SqlTypeName.DOUBLE);
            default -> argument;
          };
      return types.createTypeWithNullability(sum, argument.isNullable());
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
      return types.createTypeWithNullability(
          types.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
      return true;
    }
  }
}
