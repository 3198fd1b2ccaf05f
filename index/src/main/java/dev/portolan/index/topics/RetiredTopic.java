package dev.portolan.index.topics;

import java.util.List;

/// A topic that a rebuild did not find again.
///
/// @param id never given to another topic
/// @param label what it was called
/// @param successors ids of the topics that took over at least a tenth of its data, most first; at
///   most three
public record RetiredTopic(int id, int depth, String label, List<Integer> successors) {
  public RetiredTopic {
    successors = List.copyOf(successors);
  }
}
