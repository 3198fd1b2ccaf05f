package dev.portolan.index.topics;

/// A group of data that are about the same thing, at one depth of the hierarchy.
///
/// @param id unique over the map, from 1; a rebuild keeps it where the topic goes on
/// @param depth 1 for the coarsest
/// @param parent id of the topic one depth up that holds all its data, −1 at depth 1
/// @param label short and unique over the map
/// @param description its keywords joined by "/", most telling first; empty when there are none
/// @param count data in it, those of its subtopics included
/// @param core where it is most itself; null without data, or where an earlier version built it
public record Topic(
    int id, int depth, int parent, String label, String description, long count, TopicCore core) {

  public Topic(int id, int depth, int parent, String label, String description, long count) {
    this(id, depth, parent, label, description, count, null);
  }

  Topic with(TopicCore core) {
    return new Topic(id, depth, parent, label, description, count, core);
  }

  /// The same topic by another label.
  public Topic called(String label) {
    return new Topic(id, depth, parent, label, description, count, core);
  }

  public Topic counting(long count) {
    return new Topic(id, depth, parent, label, description, count, core);
  }

  /// The same topic below another one.
  public Topic under(int parent) {
    return new Topic(id, depth, parent, label, description, count, core);
  }

  /// The same topic by another id, under another parent's.
  Topic numbered(int id, int parent) {
    return new Topic(id, depth, parent, label, description, count, core);
  }
}
