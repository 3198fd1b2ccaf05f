package dev.portolan.index.topics;

import java.util.function.Consumer;

/// The category values of every datum, for datasets without text.
///
/// Values are written as a reader should see them in a label ("red", "size 42"). Safe for many
/// threads.
@FunctionalInterface
public interface TopicCategories {
  /// Hands the values of row `row` to `sink`.
  void values(int row, Consumer<String> sink);
}
