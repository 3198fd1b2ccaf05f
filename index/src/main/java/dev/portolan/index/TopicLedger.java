package dev.portolan.index;

import dev.portolan.index.topics.RetiredTopic;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicSuccession;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.MapStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The topic ids a map has given, and what became of those that are gone. Immutable.
///
/// Every generation carries one, so that topics and the ids given to them appear at once; a
/// rollback takes that of the newest ([MapStore#LASTING]), so that no id is given twice.
///
/// @param nextId the least id never given
/// @param retired oldest first; one that a rollback brings back is in the tree and not looked for
///   here
public record TopicLedger(int nextId, List<RetiredTopic> retired) {
  private static final String KEY = MapStore.LASTING + "topicLedger";
  private static final JsonMapper JSON = new JsonMapper();
  private static final TopicLedger NEW = new TopicLedger(1, List.of());

  public TopicLedger {
    retired = List.copyOf(retired);
  }

  /// The ledger of a map: that of its newest generation whose commit can be read, as a build is how
  /// a damaged map is mended.
  static TopicLedger newest(MapStore maps) {
    return maps.numbers().reversed().stream()
        .flatMap(number -> maps.about(number).stream())
        .findFirst()
        .map(TopicLedger::of)
        .orElse(NEW);
  }

  /// The ledger in what a generation says about itself.
  public static TopicLedger of(Map<String, String> about) {
    String json = about.get(KEY);
    return json == null ? NEW : JSON.readValue(json, TopicLedger.class);
  }

  /// Lets a generation carry this ledger.
  void putInto(Map<String, String> about) {
    about.put(KEY, JSON.writeValueAsString(this));
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
