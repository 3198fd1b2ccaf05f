package dev.portolan.jdbc.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeName;

/// The parameters of a text: their types, and values as compiled plans have them.
public final class Parameters {
  private Parameters() {}

  /// The types of the parameters in a tree, in their order.
  static List<RelDataType> types(RelNode tree, SqlTypes types) {
    Map<Integer, RelDataType> found = new TreeMap<>();
    RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitDynamicParam(RexDynamicParam parameter) {
            found.put(parameter.getIndex(), parameter.getType());
            return parameter;
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            query.rel.accept(trees(this));
            return super.visitSubQuery(query);
          }
        };
    tree.accept(trees(expressions));
    int count = found.isEmpty() ? 0 : ((TreeMap<Integer, ?>) found).lastKey() + 1;
    RelDataType any = types.nullable(types.createSqlType(SqlTypeName.VARCHAR));
    RelDataType[] inOrder = new RelDataType[count];
    Arrays.setAll(inOrder, index -> found.getOrDefault(index, any));
    return List.of(inOrder);
  }

  private static RelHomogeneousShuttle trees(RexShuttle expressions) {
    return new RelHomogeneousShuttle() {
      @Override
      public RelNode visit(RelNode node) {
        node.accept(expressions);
        return super.visit(node);
      }
    };
  }

  /// A value that a program bound, as compiled plans have it.
  ///
  /// @param place of the parameter, from 1, for the message
  /// @throws IllegalArgumentException when it does not fit the type
  public static Object bound(Object value, RelDataType type, int place) {
    if (value == null) {
      return null;
    }
    if (type instanceof VectorType) {
      return VectorText.vector(value);
    }
    try {
      return switch (type.getSqlTypeName()) {
        case CHAR, VARCHAR ->
            value instanceof Boolean || value instanceof Number ? value.toString() : (String) value;
        case BOOLEAN ->
            value instanceof String text ? Boolean.valueOf(truth(text)) : (Boolean) value;
        case TINYINT -> (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
        case SMALLINT -> (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
        case INTEGER -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        case BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
        case REAL -> number(value).floatValue();
        case FLOAT, DOUBLE -> number(value).doubleValue();
        case DECIMAL -> number(value);
        case TIMESTAMP -> moment(value);
        case DATE -> (int) Math.floorDiv(moment(value), DateTimeUtils.MILLIS_PER_DAY);
        case ARRAY -> value instanceof Object[] array ? List.of(array) : (List<?>) value;
        default -> value;
      };
    } catch (ClassCastException | ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "parameter %d takes %s, not '%s' (%s); convert the value"
              .formatted(place, type.getSqlTypeName(), value, value.getClass().getSimpleName()),
          e);
    }
  }

  private static boolean truth(String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new ClassCastException(text);
    }
    return text.equalsIgnoreCase("true");
  }

  private static BigDecimal number(Object value) {
    return switch (value) {
      case BigDecimal decimal -> decimal;
      case Double real -> new BigDecimal(real);
      case Float real -> new BigDecimal(real.toString());
      case Number whole -> BigDecimal.valueOf(whole.longValue());
      case String text -> new BigDecimal(text.strip());
      default -> throw new ClassCastException(value.toString());
    };
  }

  private static long whole(Object value, long least, long most) {
    long whole = number(value).setScale(0, RoundingMode.UNNECESSARY).longValueExact();
    if (whole < least || whole > most) {
      throw new ArithmeticException("%d does not fit".formatted(whole));
    }
    return whole;
  }

  /// Milliseconds since 1970; what has no zone is in UTC.
  private static long moment(Object value) {
    return switch (value) {
      case Long millis -> millis;
      case Instant moment -> moment.toEpochMilli();
      case OffsetDateTime moment -> moment.toInstant().toEpochMilli();
      case LocalDateTime moment -> moment.toInstant(ZoneOffset.UTC).toEpochMilli();
      case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      case java.util.Date moment -> moment.getTime();
      case String text -> Constant.moment(text);
      default -> throw new ClassCastException(value.toString());
    };
  }
}
