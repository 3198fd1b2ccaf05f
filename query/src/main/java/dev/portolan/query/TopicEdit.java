package dev.portolan.query;

/// What a person changed about the topics of a map. It names topics by their ids, which go on
/// across rebuilds; while a topic it names is not there, it waits.
public sealed interface TopicEdit {
  /// Another label for a topic.
  record Rename(int topic, String label) implements TopicEdit {}

  /// A topic's data and subtopics belong to a sibling.
  record Merge(int topic, int into) implements TopicEdit {}

  /// A topic and all below it are not shown; its data end at its parent.
  record Hide(int topic) implements TopicEdit {}
}
