package dev.portolan.index.topics;

/// Where topics are looked for.
public enum TopicSpace {
  /// In an embedding of the neighbour graph into five dimensions: what is alike, whatever the
  /// picture has room for.
  GRAPH,
  /// On the map itself, so that topics are what the eye sees.
  MAP
}
