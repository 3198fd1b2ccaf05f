package dev.portolan;

import dev.portolan.storage.WordMatch;
import java.util.List;

/// What a search looks for.
sealed interface Question {
  record ByVector(float[] vector) implements Question {}

  /// Like a datum, which is left out.
  record ByDatum(String id) implements Question {}

  /// Like some data and unlike others, all of which are left out.
  record ByExamples(List<String> more, List<String> less) implements Question {}

  record ByWords(String words, List<String> columns, WordMatch match) implements Question {}

  /// By vector and by words.
  record ByBoth(Question vector, ByWords words) implements Question {}

  /// The question as a log has it.
  default String told() {
    return switch (this) {
      case ByVector(float[] vector) -> "near a vector of %d dimensions".formatted(vector.length);
      case ByDatum(String id) -> "near datum '%s'".formatted(id);
      case ByExamples(List<String> more, List<String> less) ->
          "like %s, unlike %s".formatted(more, less);
      case ByWords(String words, List<String> columns, _) ->
          "with “%s” in %s".formatted(words, columns.isEmpty() ? "any text" : columns);
      case ByBoth(Question vector, ByWords words) -> vector.told() + " and " + words.told();
    };
  }
}
