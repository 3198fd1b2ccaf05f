package dev.portolan.index;

import dev.portolan.index.topics.RetiredTopic;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicSuccession;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.MapEdits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The topic ids a map has given, and what became of those that are gone. Immutable.
///
/// @param nextId the least id never given
/// @param retired oldest first; one that a rollback brings back is in the tree and not looked for
///   here
public record TopicLedger(int nextId, List<RetiredTopic> retired) {
  private static final String KEY = "portolan.topicLedger";
  private static final JsonMapper JSON = new JsonMapper();

  public TopicLedger {
    retired = List.copyOf(retired);
  }

  public static TopicLedger read(MapEdits edits) {
    String json = edits.read().get(KEY);
    try {
      return json == null ? new TopicLedger(1, List.of()) : JSON.readValue(json, TopicLedger.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the ledger of topic ids is no valid JSON (%s); restore the map's edits from a backup"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  /// @param dataset key of the dataset the map is of
  public void write(MapEdits edits, String dataset) {
    edits.write(dataset, Map.of(KEY, JSON.writeValueAsString(this)));
  }

  /// The ledger after a build.
  public TopicLedger after(TopicSuccession succession) {
    List<RetiredTopic> all = new ArrayList<>(retired);
    List<Integer> now = succession.retired().stream().map(RetiredTopic::id).toList();
    all.removeIf(topic -> now.contains(topic.id()));
    all.addAll(succession.retired());
    return new TopicLedger(Math.max(nextId, succession.nextId()), all);
  }

  /// The ledger with topics of a tree that are gone.
  TopicLedger retiring(List<RetiredTopic> topics, TopicTree before) {
    int given = before.topics().stream().mapToInt(Topic::id).max().orElse(0);
    List<RetiredTopic> all = new ArrayList<>(retired);
    all.removeIf(topic -> topics.stream().anyMatch(gone -> gone.id() == topic.id()));
    all.addAll(topics);
    return new TopicLedger(Math.max(nextId, given + 1), all);
  }

  /// The ledger without words: labels of topics that are gone may stem from texts that are gone.
  TopicLedger wordless() {
    return new TopicLedger(
        nextId,
        retired.stream()
            .map(topic -> new RetiredTopic(topic.id(), topic.depth(), "", topic.successors()))
            .toList());
  }

  public Optional<RetiredTopic> retired(int id) {
    return retired.stream().filter(topic -> topic.id() == id).findFirst();
  }
}
