package dev.portolan;

import dev.portolan.storage.Highlight;
import java.util.List;
import java.util.Map;

/// A datum a search found, and why.
///
/// @param id the datum
/// @param distance to the query vector, in the dataset's metric, in double from the stored floats;
///   NaN where the search has no vector, or the datum none
/// @param values the columns asked for with `include`; unset ones are left out
/// @param highlights passages that answer the words, by column, where `highlight` asked for them
/// @param reason its place in each part of the search
public record Hit(
    String id,
    double distance,
    Map<String, Object> values,
    Map<String, List<Highlight>> highlights,
    Reason reason) {

  /// How a datum came to its place.
  ///
  /// @param score by which the hits are ordered, descending: BM25 for words, the sum of reciprocal
  ///   ranks for both parts together, a re-ranker's where there is one; for vectors alone the
  ///   negated distance
  /// @param vectorRank place among the nearest, from 1; 0 where it is not among them
  /// @param wordRank place among those that fit the words, from 1; 0 where it is not among them
  /// @param wordScore BM25, or NaN
  public record Reason(double score, int vectorRank, int wordRank, double wordScore) {}
}
