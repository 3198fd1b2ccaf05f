package dev.portolan.langchain4j;

import java.util.List;

/// What became of the topics that a model was to name.
///
/// @param named those with a new label, by id
/// @param kept those that keep theirs, by id
/// @param calls of the model
public record NamingReport(List<Named> named, List<Kept> kept, int calls) {
  public NamingReport {
    named = List.copyOf(named);
    kept = List.copyOf(kept);
  }

  /// A topic with a new label, which may be the old one again.
  public record Named(int id, String before, String after) {}

  /// @param reason why, as the end of a sentence that starts with the topic
  public record Kept(int id, String label, String reason) {}
}
