package dev.portolan.jdbc;

import dev.portolan.jdbc.plan.Plan;
import dev.portolan.jdbc.plan.VectorType;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.AvaticaType;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/// A plan with what its columns and parameters are in the words of `java.sql`.
final class PlanSignature extends Meta.Signature {
  final Plan plan;

  PlanSignature(String sql, Plan plan) {
    super(
        columns(plan),
        sql,
        parameters(plan.parameters()),
        Map.of(),
        Meta.CursorFactory.ARRAY,
        plan instanceof Plan.Change ? Meta.StatementType.IS_DML : Meta.StatementType.SELECT);
    this.plan = plan;
  }

  private static List<ColumnMetaData> columns(Plan plan) {
    RelDataType row =
        switch (plan) {
          case Plan.Query query -> query.row();
          case Plan.Explained explained -> explained.row();
          case Plan.Change _ -> null;
        };
    List<ColumnMetaData> columns = new ArrayList<>();
    if (row != null) {
      for (RelDataTypeField field : row.getFieldList()) {
        columns.add(column(field.getName(), field.getIndex(), field.getType()));
      }
    }
    return columns;
  }

  static ColumnMetaData column(String name, int index, RelDataType type) {
    boolean number = SqlTypeName.NUMERIC_TYPES.contains(type.getSqlTypeName());
    AvaticaType avatica = type(type);
    return new ColumnMetaData(
        index,
        false,
        true,
        true,
        false,
        type.isNullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        number,
        Math.max(0, type.getPrecision()),
        name,
        name,
        null,
        Math.max(0, type.getPrecision()),
        type.getScale() == RelDataType.SCALE_NOT_SPECIFIED ? 0 : type.getScale(),
        null,
        null,
        avatica,
        true,
        false,
        false,
        className(type));
  }

  /// What `getObject` brings.
  static String className(RelDataType type) {
    return type instanceof VectorType ? "[F" : type(type).columnClassName();
  }

  static AvaticaType type(RelDataType type) {
    String name = typeName(type);
    return switch (type.getSqlTypeName()) {
      case ARRAY -> ColumnMetaData.array(type(type.getComponentType()), name, Rep.ARRAY);
      default -> ColumnMetaData.scalar(type.getSqlTypeName().getJdbcOrdinal(), name, rep(type));
    };
  }

  static String typeName(RelDataType type) {
    return switch (type) {
      case VectorType vector -> vector.name();
      default ->
          type.getComponentType() == null
              ? type.getSqlTypeName().getName()
              : typeName(type.getComponentType()) + " ARRAY";
    };
  }

  private static Rep rep(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> Rep.BOOLEAN;
      case TINYINT -> Rep.BYTE;
      case SMALLINT -> Rep.SHORT;
      case INTEGER, DATE, TIME -> Rep.INTEGER;
      case BIGINT, TIMESTAMP -> Rep.LONG;
      case REAL -> Rep.FLOAT;
      case FLOAT, DOUBLE -> Rep.DOUBLE;
      case CHAR, VARCHAR -> Rep.STRING;
      case DECIMAL -> Rep.NUMBER;
      default -> Rep.OBJECT;
    };
  }

  private static List<AvaticaParameter> parameters(List<RelDataType> types) {
    List<AvaticaParameter> parameters = new ArrayList<>();
    for (RelDataType type : types) {
      parameters.add(
          new AvaticaParameter(
              SqlTypeName.NUMERIC_TYPES.contains(type.getSqlTypeName()),
              Math.max(0, type.getPrecision()),
              type.getScale() == RelDataType.SCALE_NOT_SPECIFIED ? 0 : type.getScale(),
              type.getSqlTypeName().getJdbcOrdinal(),
              typeName(type),
              className(type),
              "?" + (parameters.size() + ParameterMetaData.parameterModeIn)));
    }
    return parameters;
  }

  boolean changes() {
    return plan instanceof Plan.Change;
  }
}
