package dev.portolan.explorer.http;

import dev.portolan.explorer.http.Refusal.Kind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The object that a request carries, read with its rules.
///
/// @param node a JSON object
public record Body(JsonNode node) {
  static final Body NONE = new Body(JsonNodeFactory.instance.objectNode());

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /// @throws Refusal when it is missing or no text
  public String text(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isString()) {
      throw wrong(name, "a text");
    }
    return value.stringValue();
  }

  public String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  public boolean flag(String name) {
    JsonNode value = node.get(name);
    if (value != null && !value.isNull() && !value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value != null && value.asBoolean(false);
  }

  public long number(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number");
    }
    return value.longValue();
  }

  public long number(String name, long otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  /// @throws Refusal when it is not a whole number in the range
  public int number(String name, int least, int most) {
    long number = number(name);
    if (number < least || number > most) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most));
    }
    return (int) number;
  }

  public double real(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isNumber()) {
      throw wrong(name, "a number");
    }
    return value.doubleValue();
  }

  /// Whole numbers, at most so many.
  public int[] numbers(String name, int most) {
    JsonNode value = node.get(name);
    if (value == null || !value.isArray()) {
      throw wrong(name, "a list of whole numbers");
    }
    if (value.size() > most) {
      throw new Refusal(
          Kind.SIZE,
          "'%s' has %,d numbers; ask for at most %,d at once".formatted(name, value.size(), most));
    }
    int[] numbers = new int[value.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!value.get(i).isInt()) {
        throw wrong(name, "a list of whole numbers");
      }
      numbers[i] = value.get(i).intValue();
    }
    return numbers;
  }

  public List<String> texts(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isArray()) {
      throw wrong(name, "a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (!each.isString()) {
        throw wrong(name, "a list of texts");
      }
      texts.add(each.stringValue());
    }
    return texts;
  }

  /// A value as JSON text.
  public String json(String name) {
    if (!has(name)) {
      throw wrong(name, "a JSON object");
    }
    return node.get(name).toString();
  }

  /// Base64 of bytes, so many of them.
  public byte[] bytes(String name, int length) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException e) {
      throw wrong(name, "base64");
    }
    if (bytes.length != length) {
      throw new Refusal(
          Kind.REQUEST,
          "'%s' has %,d bytes; this map takes %,d: one bit a row"
              .formatted(name, bytes.length, length));
    }
    return bytes;
  }

  private static Refusal wrong(String name, String rule) {
    return new Refusal(Kind.REQUEST, "'%s' must be %s".formatted(name, rule));
  }
}
