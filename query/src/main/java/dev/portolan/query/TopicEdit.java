package dev.portolan.query;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a person changed about the topics of a map. It names topics by their ids, which go on
/// across rebuilds; while a topic it names is not there, it waits; one of many topics, while none
/// is.
public sealed interface TopicEdit {
  /// Another label for a topic.
  record Rename(int topic, String label) implements TopicEdit {}

  /// Labels for many topics, given together, as a model does. A label that a person gave is
  /// stronger, whether it came before or comes after.
  ///
  /// @param labels by topic, sorted by it
  record Name(Map<Integer, String> labels) implements TopicEdit {
    public Name {
      labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
  }

  /// A topic's data and subtopics belong to a sibling.
  record Merge(int topic, int into) implements TopicEdit {}

  /// A topic and all below it are not shown; its data end at its parent.
  record Hide(int topic) implements TopicEdit {}
}
