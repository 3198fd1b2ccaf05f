package dev.portolan.index.topics;

/// What topics are named after.
public sealed interface LabelSource {
  /// The words that set a topic's texts apart.
  record Text(TopicWords words) implements LabelSource {}

  /// The category values a topic has more of than the rest.
  record Categories(TopicCategories values) implements LabelSource {}

  /// Nothing: topics are called "Topic 17".
  record Numbers() implements LabelSource {}
}
