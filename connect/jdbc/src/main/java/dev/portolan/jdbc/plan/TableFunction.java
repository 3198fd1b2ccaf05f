package dev.portolan.jdbc.plan;

import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapTopics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/// Functions whose answer is a table: what can be asked of a map beside its columns.
///
/// The first argument names the dataset, `tickets` or, for another map than the default one,
/// `tickets@map`.
final class TableFunction extends SqlFunction implements SqlTableFunction {
  private static final int MOST_DEPTH = 3;

  /// `vector_search_topics(dataset, vector [, k [, depth]])`: what a vector is about.
  static final TableFunction VECTOR_SEARCH_TOPICS =
      new TableFunction(
          "vector_search_topics",
          2,
          List.of(Argument.TEXT, Argument.VECTOR, Argument.WHOLE, Argument.WHOLE),
          List.of(
              new Result("topic", SqlTypeName.VARCHAR),
              new Result("probability", SqlTypeName.DOUBLE)),
          TableFunction::topicsOfVector);

  /// `topic_density(dataset, column, from, to [, depth])`: topics in a window of time.
  static final TableFunction TOPIC_DENSITY =
      new TableFunction(
          "topic_density",
          4,
          List.of(Argument.TEXT, Argument.TEXT, Argument.TIME, Argument.TIME, Argument.WHOLE),
          List.of(
              new Result("topic", SqlTypeName.VARCHAR),
              new Result("topic_id", SqlTypeName.BIGINT),
              new Result("data_count", SqlTypeName.BIGINT)),
          TableFunction::density);

  private enum Argument {
    TEXT(SqlTypeFamily.CHARACTER),
    VECTOR(SqlTypeFamily.ANY),
    WHOLE(SqlTypeFamily.INTEGER),
    TIME(SqlTypeFamily.TIMESTAMP);

    private final SqlTypeFamily family;

    Argument(SqlTypeFamily family) {
      this.family = family;
    }

    RelDataType type(RelDataTypeFactory types) {
      return types.createTypeWithNullability(
          switch (this) {
            case TEXT -> types.createSqlType(SqlTypeName.VARCHAR);
            case VECTOR -> new VectorType(0, true);
            case WHOLE -> types.createSqlType(SqlTypeName.INTEGER);
            case TIME -> types.createSqlType(SqlTypeName.TIMESTAMP);
          },
          true);
    }
  }

  private record Result(String name, SqlTypeName type) {}

  /// What a function answers, its arguments known.
  @FunctionalInterface
  private interface Answer {
    List<Object[]> rows(Execution run, DatasetName of, List<Object> arguments);
  }

  private final List<Result> results;
  private final Answer answer;

  private TableFunction(
      String name, int needed, List<Argument> arguments, List<Result> results, Answer answer) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.CURSOR,
        (binding, _, types) -> {
          for (int i = 0; i < types.length; i++) {
            types[i] = arguments.get(i).type(binding.getTypeFactory());
          }
        },
        OperandTypes.operandMetadata(
            arguments.stream().map(argument -> argument.family).toList(),
            types -> arguments.stream().map(argument -> argument.type(types)).toList(),
            at -> "argument" + (at + 1),
            at -> at >= needed),
        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
    this.results = results;
    this.answer = answer;
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return binding -> {
      RelDataTypeFactory.Builder row = binding.getTypeFactory().builder();
      results.forEach(result -> row.add(result.name(), result.type()));
      return row.build();
    };
  }

  /// @param arguments as compiled plans have values
  List<Object[]> rows(Execution run, List<Object> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) == null) {
        throw new IllegalArgumentException(
            "argument %d of %s is null; give a value".formatted(i + 1, getName()));
      }
    }
    return answer.rows(run, DatasetName.of((String) arguments.getFirst()), arguments);
  }

  private static List<Object[]> topicsOfVector(
      Execution run, DatasetName of, List<Object> arguments) {
    MapTopics topics = topics(run, of);
    int k = arguments.size() > 2 ? whole(arguments.get(2)) : MapTopics.DEFAULT_K;
    int depth =
        arguments.size() > 3 ? whole(arguments.get(3)) : Math.min(MOST_DEPTH, topics.depths());
    float[] vector = run.fitting(of.dataset(), VectorText.vector(arguments.get(1)));
    List<Object[]> rows = new ArrayList<>();
    topics
        .vectorSearchTopics(new float[][] {vector}, k, depth)
        .getFirst()
        .topics()
        .forEach((topic, probability) -> rows.add(new Object[] {topic, probability}));
    return rows;
  }

  private static List<Object[]> density(Execution run, DatasetName of, List<Object> arguments) {
    int depth = arguments.size() > 4 ? whole(arguments.get(4)) : 1;
    return topics(run, of)
        .topicDensity(
            (String) arguments.get(1), moment(arguments.get(2)), moment(arguments.get(3)), depth)
        .stream()
        .map(each -> new Object[] {each.topic(), (long) each.topicId(), (long) each.count()})
        .toList();
  }

  private static MapTopics topics(Execution run, DatasetName of) {
    DatasetSnapshot now = run.snapshot(of.dataset());
    return now.map(of.map()).topics();
  }

  private static int whole(Object value) {
    return Math.toIntExact(((Number) value).longValue());
  }

  private static Instant moment(Object millis) {
    return Instant.ofEpochMilli(((Number) millis).longValue());
  }
}
