package dev.portolan.langchain4j;

import java.util.Map;

/// A model that failed while it named topics; nothing was stored.
public final class NamingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int topic;
  private final transient Map<Integer, String> names;

  NamingException(int topic, String label, Map<Integer, String> names, RuntimeException cause) {
    super(
        "topic %d '%s' was not named, the chat model failed (%s); no name was stored, so name the topics again once it answers"
            .formatted(topic, label, cause),
        cause);
    this.topic = topic;
    this.names = Map.copyOf(names);
  }

  /// Id of the topic it was asked about.
  public int topic() {
    return topic;
  }

  /// The names it gave before, by topic; [dev.portolan.TopicEdits#name] stores them for who wants
  /// no call to be in vain.
  public Map<Integer, String> names() {
    return names;
  }
}
