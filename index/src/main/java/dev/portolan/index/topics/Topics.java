package dev.portolan.index.topics;

import java.util.List;

/// The topics of one build.
///
/// @param tree all topics, with labels and counts
/// @param topicOfRow `[n]`, the id of each datum's deepest topic, 0 for unassigned
/// @param cuts what the layers were cut at, coarsest first
public record Topics(TopicTree tree, int[] topicOfRow, List<TopicCut> cuts) {

  /// No topics over `n` data.
  public static Topics none(int n) {
    return new Topics(TopicTree.empty(), new int[n], List.of());
  }
}
