package dev.portolan.storage;

import java.util.List;

/// A passage of a text with the words in it that were looked for.
///
/// @param passage about a sentence
/// @param words where they stand in the passage, ascending, not overlapping
public record Highlight(String passage, List<Span> words) {
  public Highlight {
    words = List.copyOf(words);
  }

  /// From a character to the one after the last.
  public record Span(int from, int to) {}

  /// The passage with each word between two marks, such as `<b>` and `</b>`.
  public String marked(String before, String after) {
    StringBuilder marked = new StringBuilder();
    int at = 0;
    for (Span word : words) {
      marked.append(passage, at, word.from()).append(before);
      marked.append(passage, word.from(), word.to()).append(after);
      at = word.to();
    }
    return marked.append(passage, at, passage.length()).toString();
  }
}
