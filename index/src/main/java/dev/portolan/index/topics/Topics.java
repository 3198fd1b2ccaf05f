package dev.portolan.index.topics;

/// The topics of one build.
///
/// @param tree all topics, with labels and counts
/// @param topicOfRow `[n]`, the id of each datum's deepest topic, 0 for unassigned
public record Topics(TopicTree tree, int[] topicOfRow) {}
