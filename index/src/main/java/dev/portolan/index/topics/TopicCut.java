package dev.portolan.index.topics;

/// Where the tree of density was cut into one layer of clusters.
///
/// @param minSize the least size of a cluster there
/// @param clusters how many there were
public record TopicCut(int minSize, int clusters) {}
