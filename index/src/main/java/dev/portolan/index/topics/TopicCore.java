package dev.portolan.index.topics;

import java.util.List;

/// Where a topic is most itself: the data that show it best, and its place on the map.
///
/// @param exemplars ordinals of up to three of its data, each with another vector, the closest to
///   its centre first
/// @param x of the datum in the middle of its densest region on the map: where a label belongs
/// @param y of that datum
/// @param density how crowded that region is with its data, as a multiple of what all data would be
///   if they lay evenly over the map
public record TopicCore(List<Integer> exemplars, float x, float y, double density) {
  public TopicCore {
    exemplars = List.copyOf(exemplars);
  }
}
