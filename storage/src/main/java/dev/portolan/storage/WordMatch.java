package dev.portolan.storage;

/// How the words of a question are looked for in a text column, after its analyzer.
public sealed interface WordMatch {
  /// Every word, anywhere in the text.
  record AllWords() implements WordMatch {}

  /// At least one of the words.
  record AnyWord() implements WordMatch {}

  /// The words in their order.
  ///
  /// @param slop how many places they may stand away from that, at least 0
  record Phrase(int slop) implements WordMatch {
    public Phrase {
      if (slop < 0) {
        throw new IllegalArgumentException("slop %d: take 0 or more places".formatted(slop));
      }
    }
  }

  /// Every word, each with up to so many letters inserted, dropped, changed or swapped.
  ///
  /// @param edits 1 or 2
  record Fuzzy(int edits) implements WordMatch {
    public Fuzzy {
      if (edits < 1 || edits > 2) {
        throw new IllegalArgumentException(
            "fuzzy with %d edits: take 1 or 2 letters per word".formatted(edits));
      }
    }
  }
}
