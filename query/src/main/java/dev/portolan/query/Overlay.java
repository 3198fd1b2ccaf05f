package dev.portolan.query;

import java.util.List;

/// Some data laid over a map, without being inserted: where each would lie, and how the two spread
/// over the topics.
///
/// @param under how many data of the map they are compared with
/// @param data those laid over it
/// @param topics of each depth, coarsest first, how the share of each topic differs from what lies
///   under (`before`) to what is laid over (`after`), largest growth first. [MapTopics#compare] has
///   the formula of `z`
public record Overlay(int under, List<Laid> data, List<List<TopicChange>> topics) {

  /// A datum laid over the map.
  ///
  /// @param topicId its deepest topic, 0 for none
  /// @param stranger whether it lies farther from its nearest than 99 % of the map's data did when
  ///   the map was built: where it is drawn says little
  public record Laid(String id, float x, float y, int topicId, boolean stranger) {}

  /// Topics of a depth that only what lies under has data of.
  public List<TopicChange> onlyUnder(int depth) {
    return topics.get(depth - 1).stream().filter(topic -> topic.after() == 0).toList();
  }

  /// Topics of a depth that only what is laid over has data of.
  public List<TopicChange> onlyOver(int depth) {
    return topics.get(depth - 1).stream().filter(topic -> topic.before() == 0).toList();
  }

  /// Ids of data unlike any of the map.
  public List<String> strangers() {
    return data.stream().filter(Laid::stranger).map(Laid::id).toList();
  }
}
