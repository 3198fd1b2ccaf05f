package dev.portolan.index.topics;

import java.util.function.Consumer;

/// The words of the label text of every datum.
///
/// Analysed already: without words that name nothing in any text of their language. As written:
/// words that differ in case alone are one. Safe for many threads.
@FunctionalInterface
public interface TopicWords {
  /// Hands over the words of row `row` in the order of the text; none for an empty text.
  ///
  /// @param word takes each word; it may be one buffer filled again and again
  /// @param gap called where a word was left out, so that the words around it are no pair
  void words(int row, Consumer<CharSequence> word, Runnable gap);
}
