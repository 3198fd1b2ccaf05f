package dev.portolan.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.CancelFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Asks a model about topic after topic, and keeps what it answers. For one thread.
final class NamingRun {
  private static final String BY_A_PERSON = "a person gave it that label";

  private final ChatModel model;
  private final NamingOptions options;
  private final TopicMaterial material;
  private final Set<Integer> renamed;

  /// Topics by label in lower case: those there were and those given now.
  private final Map<String, Integer> taken = new HashMap<>();

  private final Map<Integer, String> names = new TreeMap<>();
  private final Map<Integer, String> reasons = new TreeMap<>();
  private int calls;

  /// @param renamed topics that a person gave a label
  NamingRun(ChatModel model, NamingOptions options, TopicMaterial material, Set<Integer> renamed) {
    this.model = model;
    this.options = options;
    this.material = material;
    this.renamed = renamed;
    material.tree().topics().forEach(topic -> taken.put(folded(topic.label()), topic.id()));
  }

  void askAll(NamingProgress progress) {
    CancelFlag flag = progress::cancelled;
    List<Topic> wanted = material.wanted();
    for (int done = 0; done < wanted.size(); done++) {
      flag.check("naming the topics of map '%s'".formatted(material.map()));
      ask(wanted.get(done), flag);
      progress.named(done + 1, wanted.size());
    }
  }

  private void ask(Topic topic, CancelFlag flag) {
    Prompt prompt = prompt(topic);
    if (renamed.contains(topic.id())) {
      reasons.put(topic.id(), BY_A_PERSON);
    } else if (prompt.tellsNothing()) {
      reasons.put(topic.id(), "it has no keywords, texts or subtopics to be named after");
    } else {
      refusal(topic, prompt.ask(options))
          .flatMap(refusal -> {
            flag.check("naming the topics of map '%s'".formatted(material.map()));
            return refusal(topic, prompt.askAgain(options, refusal));
          })
          .ifPresent(refusal -> reasons.put(topic.id(), refusal));
    }
  }

  /// Asks, and names the topic if the answer is a name; says what is wrong with it if it is none.
  private Optional<String> refusal(Topic topic, String question) {
    Answer answer = Answer.in(reply(topic, question));
    Optional<String> refusal = answer.refusal(options.words());
    if (refusal.isPresent()) {
      return refusal;
    }
    Integer owner = taken.putIfAbsent(folded(answer.name()), topic.id());
    if (owner != null && owner != topic.id()) {
      return Optional.of("another topic is called '%s' already".formatted(answer.name()));
    }
    names.put(topic.id(), answer.name());
    return Optional.empty();
  }

  private String reply(Topic topic, String question) {
    calls++;
    try {
      return model.chat(question);
    } catch (RuntimeException e) {
      throw new NamingException(topic.id(), topic.label(), names, e);
    }
  }

  private Prompt prompt(Topic topic) {
    return new Prompt(
        topic.description().replace("/", ", "),
        material.textsOf(topic),
        material.childrenOf(topic).stream().filter(this::telling).map(this::label).toList(),
        material.siblingsOf(topic).stream().filter(this::settled).map(this::label).toList());
  }

  private String label(Topic topic) {
    return names.getOrDefault(topic.id(), topic.label());
  }

  /// Whether a topic's label is more than keywords.
  private boolean settled(Topic topic) {
    return names.containsKey(topic.id()) || renamed.contains(topic.id());
  }

  /// Whether a topic's label is more than a number.
  private boolean telling(Topic topic) {
    return settled(topic) || !topic.description().isBlank();
  }

  /// Takes back names that a build or an edit in the meantime left no topic for.
  ///
  /// @param renamed topics that a person gave a label by now
  void leaveOutWhatChanged(TopicTree now, Set<Integer> renamed) {
    Map<String, Integer> owners = new HashMap<>();
    now.topics().forEach(topic -> owners.put(folded(topic.label()), topic.id()));
    Set<Integer> there =
        now.topics().stream().map(Topic::id).collect(Collectors.toUnmodifiableSet());
    names
        .entrySet()
        .removeIf(name -> {
          int id = name.getKey();
          if (!there.contains(id)) {
            reasons.put(id, "it went away while names were asked for");
          } else if (renamed.contains(id)) {
            reasons.put(id, BY_A_PERSON);
          } else if (owners.getOrDefault(folded(name.getValue()), id) != id) {
            reasons.put(id, "another topic was called '%s' meanwhile".formatted(name.getValue()));
          } else {
            return false;
          }
          return true;
        });
  }

  Map<Integer, String> names() {
    return names;
  }

  NamingReport report() {
    TopicTree tree = material.tree();
    return new NamingReport(
        names.entrySet().stream()
            .map(name ->
                new NamingReport.Named(
                    name.getKey(), tree.topic(name.getKey()).label(), name.getValue()))
            .toList(),
        reasons.entrySet().stream()
            .map(kept ->
                new NamingReport.Kept(
                    kept.getKey(), tree.topic(kept.getKey()).label(), kept.getValue()))
            .toList(),
        calls);
  }

  private static String folded(String label) {
    return label.toLowerCase(Locale.ROOT);
  }
}
