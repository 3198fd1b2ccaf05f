package dev.portolan.index.topics;

/// A term as one topic uses it.
///
/// @param term see [Terms]
/// @param weight how telling it is, above 0
/// @param count how often it occurs in the topic
/// @param lift its share of the topic's terms over its share of all topics' terms
record Keyword(int term, double weight, int count, double lift) {}
