package dev.portolan.storage;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/// What datasets, maps, columns and data may be called.
public final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Set<String> RESERVED =
      Set.of(
          "id",
          "latent",
          "x",
          "y",
          "topic_id",
          "duplicate_class",
          "cluster_id",
          "duplicate_distance");
  private static final Pattern RESERVED_DEPTH = Pattern.compile("topic_depth_\\d+");
  static final int MAX_ID_BYTES = 512;
  static final int MAX_COLUMN_CHARS = 256;
  private static final int MAX_TAG_BYTES = 1024;
  private static final int SHOWN_CHARS = 60;

  private Names() {}

  /// @param kind what is named, for the message: `dataset`, `map`
  public static String check(String kind, String name) {
    if (!valid(name)) {
      throw new IllegalArgumentException(
          "%s name '%s' is not allowed: use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit"
              .formatted(kind, name));
    }
    return name;
  }

  /// Whether datasets and maps may be called so.
  static boolean valid(String name) {
    return NAME.matcher(name).matches();
  }

  /// Whether maps and exports use this column name themselves.
  public static boolean reserved(String column) {
    return RESERVED.contains(column) || RESERVED_DEPTH.matcher(column).matches();
  }

  static void checkColumn(String column) {
    if (column.isBlank() || column.length() > MAX_COLUMN_CHARS) {
      throw new IllegalArgumentException(
          "column name '%s' is not allowed: use 1 to %d characters"
              .formatted(column, MAX_COLUMN_CHARS));
    }
    if (reserved(column)) {
      throw new IllegalArgumentException(
          "column name '%s' is taken: data and maps have a column of that name; rename yours"
              .formatted(column));
    }
  }

  /// @throws IllegalArgumentException when the id is empty, too long or no valid Unicode
  public static String checkId(String id) {
    int bytes = bytes("id", id);
    if (bytes < 1 || bytes > MAX_ID_BYTES) {
      throw new IllegalArgumentException(
          "id '%s' has %d bytes in UTF-8: ids have 1 to %d; shorten or hash it"
              .formatted(shown(id), bytes, MAX_ID_BYTES));
    }
    return id;
  }

  /// @throws IllegalArgumentException when the name is empty, too long or no valid Unicode
  static void checkTag(TagEntry.Kind kind, String name) {
    int bytes = bytes(kind.word() + " name", name);
    if (bytes < 1 || bytes > MAX_TAG_BYTES) {
      throw new IllegalArgumentException(
          "%s name '%s' has %d bytes in UTF-8: names have 1 to %d; choose another"
              .formatted(kind.word(), shown(name), bytes, MAX_TAG_BYTES));
    }
  }

  private static int bytes(String what, String name) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name)).remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "%s '%s' holds an unpaired surrogate: it must be valid Unicode; mend it"
              .formatted(what, shown(name)),
          e);
    }
  }

  /// The beginning of a name that may be long, for a message.
  static String shown(String name) {
    return name.length() > SHOWN_CHARS ? name.substring(0, SHOWN_CHARS) + "…" : name;
  }
}
