package dev.portolan.examples;

import dev.portolan.Embedder;
import dev.portolan.EmbeddingMap;
import dev.portolan.query.MapTopics;
import java.time.Instant;

/// Map resource `topics`: the tree, the groups, topics over time, and what a new text is about.
final class TopicsExample {
  private TopicsExample() {}

  /// The topic distribution of a sentence that is not in the data.
  static MapTopics.Posterior run(EmbeddingMap map, Embedder embedder) {
    MapTopics topics = map.topics();
    System.out.println(topics.tree());
    topics
        .groupByTopic(1)
        .forEach(topic -> System.out.println(topic.label() + ": " + topic.data().count()));
    topics
        .topicDensity(
            "opened_at",
            Instant.parse("2026-01-05T00:00:00Z"),
            Instant.parse("2026-01-19T00:00:00Z"))
        .forEach(System.out::println);
    float[][] question = {embedder.embed("I cannot sign in with my new password")};
    return topics.vectorSearchTopics(question, 32, 1).getFirst();
  }
}
