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
}
