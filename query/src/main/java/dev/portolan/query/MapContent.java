package dev.portolan.query;

import dev.portolan.index.BuildReport;
import dev.portolan.index.MapBuild;
import dev.portolan.index.MapColumns;
import dev.portolan.index.TopicLedger;
import dev.portolan.index.duplicates.EdgeScan;
import dev.portolan.index.topics.RetiredTopic;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.Generation;
import dev.portolan.storage.MapStore;
import java.util.List;
import java.util.function.Supplier;

/// One published generation of a map in memory: its columns, topics and build report, with what a
/// person changed about the topics.
///
/// 20 bytes per datum, 24 where topics were merged or hidden. Immutable; safe for many threads.
///
/// @param columns as shown
/// @param topics as shown
/// @param ledger the topic ids that are gone
/// @param found columns and topics as the build left them
/// @param edits the version of the edits
/// @param nearPairs those the build kept for other cutoffs; read when they are asked for
public record MapContent(
    Generation generation,
    MapColumns columns,
    EditedTopics topics,
    TopicLedger ledger,
    Found found,
    long edits,
    BuildReport report,
    Supplier<EdgeScan> nearPairs) {

  /// What a build left.
  public record Found(MapColumns columns, TopicTree tree) {}

  public static MapContent read(MapStore store, long number) {
    Generation generation = store.read(number);
    Found found = new Found(MapColumns.of(generation), MapBuild.topicTree(store, generation));
    return edited(
        store,
        generation,
        found,
        MapBuild.report(generation),
        new SoftlyHeld<>(() -> MapBuild.duplicateEdges(store, generation).scan()));
  }

  /// The same generation with the edits there are now.
  public MapContent edited(MapStore store) {
    return edited(store, generation, found, report, nearPairs);
  }

  private static MapContent edited(
      MapStore store,
      Generation generation,
      Found found,
      BuildReport report,
      Supplier<EdgeScan> nearPairs) {
    long version = store.edits().version();
    List<TopicEdit> edits =
        TopicEditLog.read(store.edits()).entries().stream().map(TopicEditLog.Entry::edit).toList();
    EditedTopics topics = EditedTopics.of(found.tree(), edits);
    return new MapContent(
        generation,
        found.columns().withTopics(topics.shown(found.columns().topic())),
        topics,
        TopicLedger.of(generation.about()),
        found,
        version,
        report,
        nearPairs);
  }

  public TopicTree tree() {
    return topics.tree();
  }

  /// The topic that is shown for an id: itself, or the one that it was merged into.
  ///
  /// @throws IllegalArgumentException when there is none, or it is hidden; the message names the
  ///   topics that took over where it is known
  public Topic topic(int id) {
    int shown = topics.shown(id);
    if (shown != id
        && (shown == 0 || tree().topic(shown).depth() != found.tree().topic(id).depth())) {
      throw new IllegalArgumentException("topic %d is hidden; undo that edit first".formatted(id));
    }
    if (!tree().has(shown)) {
      ledger.retired(id).ifPresent(this::refuse);
    }
    return tree().topic(shown);
  }

  private void refuse(RetiredTopic retired) {
    List<String> successors =
        retired.successors().stream()
            .filter(tree()::has)
            .map(id -> "%d '%s'".formatted(id, tree().topic(id).label()))
            .toList();
    throw new IllegalArgumentException(
        "topic %d%s is no more; %s"
            .formatted(
                retired.id(),
                retired.label().isEmpty() ? "" : " '" + retired.label() + "'",
                successors.isEmpty()
                    ? "its data are gone, or in no topic of that depth"
                    : "its data went to topic " + String.join(", ", successors)));
  }
}
