package dev.portolan;

import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.query.EditedTopics;
import dev.portolan.query.TopicEdit;
import dev.portolan.query.TopicEditLog;
import dev.portolan.storage.MapEdits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What a person changes about the topics of a map, or a model that names them: other names, topics
/// united, topics hidden.
///
/// Columns and topics on disk stay as the build left them; edits are applied when they are read. So
/// they survive rebuilds, as long as the topics they name go on, and each can be taken back. An
/// edit returns when it is durable. Safe for many threads; edits take turns.
public final class TopicEdits {
  private static final int LONGEST_LABEL = 100;

  private final EmbeddingMap map;
  private final Dataset dataset;
  private final MapEdits stored;

  TopicEdits(EmbeddingMap map, Dataset dataset, MapEdits stored) {
    this.map = map;
    this.dataset = dataset;
    this.stored = stored;
  }

  /// The edits in force, oldest first.
  public List<TopicEditLog.Entry> all() {
    return TopicEditLog.read(stored).entries();
  }

  /// Edits whose topic is not on the map as it is; they wait for a build that brings it back.
  public List<TopicEdit> waiting() {
    return map.content().topics().waiting();
  }

  /// Gives a topic another label.
  ///
  /// @throws IllegalArgumentException when there is no such topic, or the label is blank, longer
  ///   than 100 characters or another topic's
  public void rename(int topic, String label) {
    String clean = label.strip();
    edit(new TopicEdit.Rename(topic, clean), tree -> checkLabels(tree, Map.of(topic, clean)));
  }

  /// Gives many topics other labels in one edit, which [#undo] takes back as one: what a model
  /// does. They may trade labels. A label that a person gave stays, and what is given here stays
  /// when the data are deleted that it was taken from.
  ///
  /// @param labels by topic
  /// @throws IllegalArgumentException when there are none, two are alike, [#rename] would refuse
  ///   one, or a person renamed one of the topics; then none of them is given
  public void name(Map<Integer, String> labels) {
    Map<Integer, String> clean = new TreeMap<>(labels);
    clean.replaceAll((_, label) -> label.strip());
    if (clean.isEmpty()) {
      throw new IllegalArgumentException("no topic is given a label; name at least one");
    }
    edit(
        new TopicEdit.Name(clean),
        tree -> {
          checkLabels(tree, clean);
          Set<Integer> renamed = renamed();
          clean.keySet().stream()
              .filter(renamed::contains)
              .findFirst()
              .ifPresent(id -> {
                throw new IllegalArgumentException(
                    "topic %d was called '%s' by a person; leave it out, rename it, or undo that edit"
                        .formatted(id, tree.topic(id).label()));
              });
        });
  }

  /// Ids of the topics that a person gave a label; [#name] leaves them alone.
  public Set<Integer> renamed() {
    return TopicEditLog.read(stored).renamed();
  }

  /// Gives a topic's data and subtopics to a sibling, a topic under the same parent.
  ///
  /// @throws IllegalArgumentException when there is no such topic, or they are no siblings
  public void merge(int topic, int into) {
    edit(
        new TopicEdit.Merge(topic, into),
        tree -> {
          Topic gone = topic(tree, topic);
          Topic larger = topic(tree, into);
          if (topic == into || gone.parent() != larger.parent()) {
            throw new IllegalArgumentException(
                "topic %d '%s' (depth %d) cannot go into topic %d '%s' (depth %d); topics merge with others under the same parent, so merge their parents first"
                    .formatted(
                        topic, gone.label(), gone.depth(), into, larger.label(), larger.depth()));
          }
        });
  }

  /// Hides a topic and those below it; its data end at its parent.
  ///
  /// @throws IllegalArgumentException when there is no such topic
  public void hide(int topic) {
    edit(new TopicEdit.Hide(topic), tree -> topic(tree, topic));
  }

  /// Takes the last edit back.
  ///
  /// @return the edit
  /// @throws IllegalStateException when there is none
  public TopicEdit undo() {
    synchronized (stored) {
      TopicEditLog log = TopicEditLog.read(stored);
      if (log.entries().isEmpty()) {
        throw new IllegalStateException(
            "the topics of map '%s' have no edits; there is nothing to take back"
                .formatted(map.name()));
      }
      write(_ -> log.withoutLast());
      return log.entries().getLast().edit();
    }
  }

  /// Refuses an edit of the topics as they are shown.
  private interface Check {
    void of(TopicTree tree);
  }

  private void edit(TopicEdit edit, Check check) {
    synchronized (stored) {
      dataset.lockForWriting();
      check.of(map.content().topics().tree());
      write(log -> log.with(edit, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  private void write(UnaryOperator<TopicEditLog> change) {
    dataset.lockForWriting();
    change.apply(TopicEditLog.read(stored)).write(stored, dataset.store().dataset());
  }

  /// Refuses labels that are too short or long, of topics that are not there, or not unique over
  /// the map once all of them are given.
  private void checkLabels(TopicTree tree, Map<Integer, String> labels) {
    Map<String, Integer> taken = new HashMap<>();
    for (Topic topic : tree.topics()) {
      if (!labels.containsKey(topic.id())) {
        taken.put(topic.label(), topic.id());
      }
    }
    labels.forEach((id, label) -> {
      topic(tree, id);
      if (label.isEmpty() || label.length() > LONGEST_LABEL) {
        throw new IllegalArgumentException(
            "label '%s' of topic %d has %d characters; give it 1 to %d"
                .formatted(label, id, label.length(), LONGEST_LABEL));
      }
      Integer other = taken.putIfAbsent(label, id);
      if (other != null) {
        throw new IllegalArgumentException(
            labels.containsKey(other)
                ? "topics %d and %d would both be called '%s'; labels are unique over a map, so give one of them another"
                    .formatted(other, id, label)
                : "topic %d is called '%s' already; labels are unique over a map, so give topic %d another, or merge the two"
                    .formatted(other, label, id));
      }
    });
  }

  private Topic topic(TopicTree tree, int id) {
    EditedTopics topics = map.content().topics();
    if (topics.shown(id) != id) {
      throw new IllegalArgumentException(
          topics.shown(id) == 0
              ? "topic %d is hidden; undo that edit first".formatted(id)
              : "topic %d was merged or hidden, its data are in topic %d '%s'; name that one"
                  .formatted(id, topics.shown(id), tree.topic(topics.shown(id)).label()));
    }
    return map.content().topic(id);
  }
}
