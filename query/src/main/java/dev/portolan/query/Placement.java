package dev.portolan.query;

import java.util.List;

/// Where a vector that is not on a map would fall.
///
/// @param x position on the map
/// @param y position on the map
/// @param topics what it is about at each depth, depth 1 first, by the votes of its nearest mapped
///   data; empty on a map without topics
/// @param confidence how far its nearest mapped data agree on the place, in `[0, 1]`: the share of
///   their weight that lies within a tenth of the map's width of it
/// @param nearest id of the nearest mapped datum
/// @param distance to that one, in the map's metric
public record Placement(
    float x,
    float y,
    List<MapTopics.Posterior> topics,
    double confidence,
    String nearest,
    double distance) {}
