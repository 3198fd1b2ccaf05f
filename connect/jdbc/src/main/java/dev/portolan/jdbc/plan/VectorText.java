package dev.portolan.jdbc.plan;

import java.util.List;
import java.util.StringJoiner;

/// Vectors as texts, `[0.1, 0.2]`, and from whatever else a program may hand over.
public final class VectorText {
  private static final int SHOWN = 40;

  private VectorText() {}

  /// A vector from a `float[]`, a `double[]`, a list of numbers or a text; null from null.
  ///
  /// @throws IllegalArgumentException when it is none of them
  public static float[] vector(Object value) {
    return switch (value) {
      case null -> null;
      case float[] vector -> vector;
      case double[] wide -> {
        float[] vector = new float[wide.length];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = (float) wide[i];
        }
        yield vector;
      }
      case List<?> numbers -> ofNumbers(numbers.toArray());
      case Object[] numbers -> ofNumbers(numbers);
      case String text -> read(text);
      default -> throw none(value.getClass().getSimpleName() + " " + value);
    };
  }

  private static float[] ofNumbers(Object[] numbers) {
    float[] vector = new float[numbers.length];
    for (int i = 0; i < vector.length; i++) {
      if (!(numbers[i] instanceof Number number)) {
        throw none("a list with '" + numbers[i] + "'");
      }
      vector[i] = number.floatValue();
    }
    return vector;
  }

  private static float[] read(String text) {
    String inside = text.strip();
    if (!inside.startsWith("[") || !inside.endsWith("]")) {
      throw none("'" + shown(text) + "'");
    }
    String[] parts = inside.substring(1, inside.length() - 1).split(",", -1);
    float[] vector = new float[parts.length];
    for (int i = 0; i < vector.length; i++) {
      try {
        vector[i] = Float.parseFloat(parts[i]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "'%s' is no vector: '%s' at place %d is no number; write [0.1, 0.2]"
                .formatted(shown(text), shown(parts[i].strip()), i),
            e);
      }
    }
    return vector;
  }

  private static IllegalArgumentException none(String what) {
    return new IllegalArgumentException(
        "%s is no vector; give a float[], or a text such as [0.1, 0.2]".formatted(what));
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /// A vector as a text that [#vector] reads back without loss.
  public static String of(float[] vector) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (float number : vector) {
      text.add(Float.toString(number));
    }
    return text.toString();
  }
}
