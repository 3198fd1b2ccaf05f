package dev.portolan.index.topics;

import java.util.List;

/// A topic that a build did not find again, or that lost all its data.
///
/// @param id never given to another topic
/// @param label what it was called; empty once its texts were taken out of the files
/// @param successors ids of the topics that took over at least a tenth of its data, most first; at
///   most three
public record RetiredTopic(int id, int depth, String label, List<Integer> successors) {
  public RetiredTopic {
    successors = List.copyOf(successors);
  }
}
