/// Topics: what the data of a map is about, as a hierarchy of named groups.
///
/// Start with [dev.portolan.index.topics.TopicBuild], which reads as the method does; its input is
/// [dev.portolan.index.topics.TopicInput], its result [dev.portolan.index.topics.Topics]. A
/// [dev.portolan.index.topics.TopicTree] answers everything about the hierarchy;
/// [dev.portolan.index.topics.TopicPosterior] judges the topics of a new vector.
package dev.portolan.index.topics;
