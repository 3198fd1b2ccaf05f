package dev.portolan.storage;

import java.nio.ByteBuffer;
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
    int bytes;
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
      bytes = encoded.remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "id '%s' holds an unpaired surrogate: ids are valid Unicode; mend the id".formatted(id),
          e);
    }
    if (bytes < 1 || bytes > MAX_ID_BYTES) {
      throw new IllegalArgumentException(
          "id '%s' has %d bytes in UTF-8: ids have 1 to %d; shorten or hash it"
              .formatted(id.length() > 60 ? id.substring(0, 60) + "…" : id, bytes, MAX_ID_BYTES));
    }
    return id;
  }
}
