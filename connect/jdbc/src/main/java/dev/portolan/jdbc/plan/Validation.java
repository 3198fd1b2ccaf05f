package dev.portolan.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/// Calcite's validator, with parameters in ORDER BY, and with texts where vectors are inserted.
final class Validation extends SqlValidatorImpl {
  Validation(Names names, SqlTypes types) {
    super(
        DatasetFunctions.ALL,
        names,
        types,
        SqlValidator.Config.DEFAULT
            .withIdentifierExpansion(true)
            .withConformance(Dialect.INSTANCE)
            .withDefaultNullCollation(NullCollation.LAST)
            .withTypeCoercionFactory(Coercion::new));
  }

  @Override
  protected void validateOrderList(SqlSelect select) {
    SqlNodeList order = select.getOrderList();
    if (order != null) {
      order.forEach(item -> inferUnknownTypes(unknownType, getOrderScope(select), item));
    }
    super.validateOrderList(select);
  }

  /// Leaves what is inserted as a vector as it is: it is read when the plan runs.
  private static final class Coercion extends TypeCoercionImpl {
    private final RelDataTypeFactory types;

    Coercion(RelDataTypeFactory types, SqlValidator validator) {
      super(types, validator);
      this.types = types;
    }

    @Override
    public boolean rowTypeCoercion(
        SqlValidatorScope scope, SqlNode query, int column, RelDataType target) {
      return !(target instanceof VectorType) && super.rowTypeCoercion(scope, query, column, target);
    }

    @Override
    public boolean querySourceCoercion(
        SqlValidatorScope scope, RelDataType source, RelDataType target, SqlNode query) {
      List<RelDataType> wanted = new ArrayList<>();
      List<RelDataTypeField> given = source.getFieldList();
      for (int i = 0; i < given.size(); i++) {
        RelDataType type = target.getFieldList().get(i).getType();
        wanted.add(type instanceof VectorType ? given.get(i).getType() : type);
      }
      return super.querySourceCoercion(
          scope,
          source,
          types.createStructType(wanted, target.getFieldNames().subList(0, given.size())),
          query);
    }
  }
}
