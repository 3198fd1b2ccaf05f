package dev.portolan.jdbc.plan;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/// The functions that SQL knows here beside the standard's.
final class DatasetFunctions {
  /// The types of operands.
  private enum Operand {
    VECTOR(SqlTypeFamily.ANY),
    TEXT(SqlTypeFamily.CHARACTER),
    NUMBER(SqlTypeFamily.NUMERIC),
    ANY(SqlTypeFamily.ANY);

    private final SqlTypeFamily family;

    Operand(SqlTypeFamily family) {
      this.family = family;
    }

    RelDataType type(RelDataTypeFactory types) {
      return types.createTypeWithNullability(
          switch (this) {
            case VECTOR, ANY -> new VectorType(0, true);
            case TEXT -> types.createSqlType(SqlTypeName.VARCHAR);
            case NUMBER -> types.createSqlType(SqlTypeName.REAL);
          },
          true);
    }
  }

  private static final SqlReturnTypeInference VECTOR_TYPE =
      binding -> binding.getTypeFactory().createTypeWithNullability(new VectorType(0, true), true);

  static final SqlFunction COSINE_DISTANCE = vectors("cosine_distance", "cosineDistance");
  static final SqlFunction L2_DISTANCE = vectors("l2_distance", "l2Distance");
  static final SqlFunction DOT_PRODUCT = vectors("dot_product", "dotProduct");

  /// A text as a vector.
  static final SqlFunction VECTOR =
      function("vector", VECTOR_TYPE, called("vector"), 0, Operand.ANY);

  /// The vector of a text, by the embedder there is.
  static final SqlFunction EMBED =
      function(
          "embed",
          VECTOR_TYPE,
          arguments -> {
            List<Expression> withRun = new ArrayList<>(arguments);
            withRun.addFirst(DataContext.ROOT);
            return called("embed").apply(withRun);
          },
          0,
          Operand.TEXT);

  static final SqlFunction IN_POLYGON =
      function(
          "in_polygon",
          ReturnTypes.BOOLEAN_NULLABLE,
          called("inPolygon"),
          0,
          Operand.NUMBER,
          Operand.NUMBER,
          Operand.ANY);

  static final SqlFunction HAS_TAG =
      function(
          "has_tag",
          ReturnTypes.BOOLEAN_NULLABLE,
          refused("has_tag", "the id column of a dataset and the name of a tag"),
          0,
          Operand.TEXT,
          Operand.TEXT);

  static final SqlFunction TEXT_MATCH =
      function(
          "text_match",
          ReturnTypes.BOOLEAN_NULLABLE,
          refused("text_match", "a text column of a dataset and words"),
          1,
          Operand.TEXT,
          Operand.TEXT,
          Operand.TEXT);

  /// All functions and operators there are.
  static final SqlOperatorTable ALL =
      SqlOperatorTables.chain(
          SqlStdOperatorTable.instance(),
          SqlOperatorTables.of(
              List.<SqlOperator>of(
                  COSINE_DISTANCE,
                  L2_DISTANCE,
                  DOT_PRODUCT,
                  VECTOR,
                  EMBED,
                  IN_POLYGON,
                  HAS_TAG,
                  TEXT_MATCH,
                  TableFunction.VECTOR_SEARCH_TOPICS,
                  TableFunction.TOPIC_DENSITY,
                  SqlLibraryOperators.ARRAY_CONTAINS,
                  SqlLibraryOperators.ILIKE,
                  SqlLibraryOperators.CONCAT_FUNCTION_WITH_NULL,
                  SqlLibraryOperators.LENGTH,
                  SqlLibraryOperators.LEFT,
                  SqlLibraryOperators.RIGHT,
                  SqlLibraryOperators.REVERSE,
                  SqlLibraryOperators.STARTS_WITH,
                  SqlLibraryOperators.SPLIT_PART,
                  SqlLibraryOperators.GREATEST,
                  SqlLibraryOperators.LEAST,
                  SqlLibraryOperators.IF,
                  SqlLibraryOperators.NVL,
                  SqlLibraryOperators.BOOL_AND,
                  SqlLibraryOperators.BOOL_OR,
                  SqlLibraryOperators.STRING_AGG)));

  private DatasetFunctions() {}

  private static SqlFunction vectors(String name, String method) {
    return function(
        name, ReturnTypes.DOUBLE_FORCE_NULLABLE, called(method), 0, Operand.VECTOR, Operand.VECTOR);
  }

  private static Function<List<Expression>, Expression> called(String method) {
    Method called =
        Arrays.stream(VectorMath.class.getMethods())
            .filter(each -> each.getName().equals(method))
            .findFirst()
            .orElseThrow();
    return arguments -> Expressions.call(called, arguments);
  }

  /// For conditions that only the store can tell.
  private static Function<List<Expression>, Expression> refused(String name, String takes) {
    return _ -> {
      throw new IllegalArgumentException(
          "%s takes %s, in WHERE, or in SELECT over one dataset; ask it there, or in a sub-query"
              .formatted(name, takes));
    };
  }

  /// @param optional how many of the last operands may be left out
  private static SqlFunction function(
      String name,
      SqlReturnTypeInference result,
      Function<List<Expression>, Expression> code,
      int optional,
      Operand... operands) {
    int needed = operands.length - optional;
    List<Operand> all = List.of(operands);
    return new SqlUserDefinedFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        result,
        inferred(all),
        OperandTypes.operandMetadata(
            all.stream().map(operand -> operand.family).toList(),
            types -> all.stream().map(operand -> operand.type(types)).toList(),
            at -> "argument" + (at + 1),
            at -> at >= needed),
        new Coded(code));
  }

  private static org.apache.calcite.sql.type.SqlOperandTypeInference inferred(List<Operand> all) {
    return (binding, _, types) -> {
      for (int i = 0; i < types.length; i++) {
        types[i] = all.get(i).type(binding.getTypeFactory());
      }
    };
  }

  /// A function by the code of its call.
  private record Coded(Function<List<Expression>, Expression> code)
      implements ScalarFunction, ImplementableFunction {
    @Override
    public CallImplementor getImplementor() {
      return (translator, call, nullAs) ->
          nullAs.handle(
              code.apply(
                  translator.translateList(call.getOperands()).stream()
                      .map(Expressions::box)
                      .toList()));
    }

    @Override
    public RelDataType getReturnType(RelDataTypeFactory types) {
      throw new IllegalStateException("the operator tells its type");
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return List.of();
    }
  }
}
