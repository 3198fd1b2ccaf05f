/// Names for topics from a chat model, through langchain4j; without it topics are named by
/// keywords.
///
/// Meet [dev.portolan.langchain4j.TopicNames] first: `TopicNames.by(model).name(map)`. Behind it,
/// `TopicMaterial` is what a model is told of a topic, `Prompt` the question, `Answer` what is made
/// of the reply, and `NamingRun` asks topic after topic. No socket is opened here: the model is the
/// caller's.
package dev.portolan.langchain4j;
