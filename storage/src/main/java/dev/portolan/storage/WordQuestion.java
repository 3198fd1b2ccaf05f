package dev.portolan.storage;

import java.util.List;

/// Words to look for in text columns, to rank data by how well they fit (BM25).
///
/// @param columns at least one; of several, the scores add up
/// @param within only these data, or null for all
public record WordQuestion(
    String words, List<String> columns, WordMatch match, Selected within, Deadline deadline) {
  public WordQuestion {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          "“%s” is looked for in no column; name a text column".formatted(words));
    }
  }
}
