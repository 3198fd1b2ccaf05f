package dev.portolan.index.topics;

/// A group of data that are about the same thing, at one depth of the hierarchy.
///
/// @param id unique over the map, from 1
/// @param depth 1 for the coarsest
/// @param parent id of the topic one depth up that holds all its data, −1 at depth 1
/// @param label short and unique over the map
/// @param description its keywords joined by "/", most telling first; empty when there are none
/// @param count data in it, those of its subtopics included
public record Topic(int id, int depth, int parent, String label, String description, long count) {}
