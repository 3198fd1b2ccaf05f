package dev.portolan.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.portolan.EmbeddingMap;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;

/// A chat model that names the topics of a map:
/// `TopicNames.by(model).language("German").name(map)`.
///
/// The deepest topics come first, so that a topic is named knowing its subtopics. For each the
/// model is told its keywords, up to three of its most central texts cut to 300 characters, the
/// names of its subtopics and of its neighbours, and nothing else of the data. Of the answer the
/// first line counts, without quotes, markup and period; it is a name if it has 1 to 60 characters,
/// few enough words, and is no other topic's label, whatever the case. Else the model is told what
/// was wrong and asked once more, and then the topic keeps its label. So does one that a person
/// renamed, and one of which there is nothing to tell.
///
/// Names are stored in one edit ([dev.portolan.TopicEdits#name]): they go on through rebuilds with
/// their topics, and one undo takes all of them back. They stay when data are deleted, even those
/// that they were made from.
///
/// Costs a call per topic, two where the first answer is no name, one after the other. Immutable;
/// safe for many threads if the model is.
public final class TopicNames {
  private final ChatModel model;
  private final NamingOptions options;

  private TopicNames(ChatModel model, NamingOptions options) {
    this.model = Objects.requireNonNull(model, "model");
    this.options = options;
  }

  /// @param model of any provider; how long it may take and how often it tries is set there
  public static TopicNames by(ChatModel model) {
    return new TopicNames(model, NamingOptions.defaults());
  }

  /// The language of the names, as the model may know it: `German`, `pt-BR`; that of the texts
  /// where it is not said.
  public TopicNames language(String language) {
    return new TopicNames(model, options.in(language));
  }

  /// How many words a name may have, 5 where it is not said.
  public TopicNames maxWords(int words) {
    return new TopicNames(model, options.ofWords(words));
  }

  /// The depths whose topics are named, 1 the coarsest; all of them where it is not said.
  public TopicNames depths(int... depths) {
    TreeSet<Integer> wanted = new TreeSet<>();
    Arrays.stream(depths).forEach(wanted::add);
    return new TopicNames(model, options.at(wanted));
  }

  /// The text column that central data are told by; where it is not said the one that keywords are
  /// from, or else the one with the longest texts.
  public TopicNames textColumn(String column) {
    return new TopicNames(model, options.by(column));
  }

  /// Names the topics of a map as it is shown.
  public NamingReport name(EmbeddingMap map) {
    return name(map, NamingProgress.none());
  }

  /// Names the topics of a map as it is shown.
  ///
  /// No snapshot is held while the model thinks. A topic that is gone, renamed or whose name was
  /// given to another by the time the last answer is there keeps its label.
  ///
  /// @throws NamingException when the model fails; nothing is stored
  /// @throws java.util.concurrent.CancellationException when `progress` says so, before the next
  ///   call; nothing is stored
  /// @throws IllegalArgumentException when the map has no such depth, or the column is no text
  public NamingReport name(EmbeddingMap map, NamingProgress progress) {
    NamingRun run =
        new NamingRun(
            model,
            options,
            map.read(state -> TopicMaterial.of(state, options)),
            map.topicEdits().renamed());
    run.askAll(progress);
    run.leaveOutWhatChanged(map.topics().tree(), map.topicEdits().renamed());
    NamingReport report = run.report();
    if (!report.named().isEmpty()) {
      map.topicEdits().name(run.names());
    }
    return report;
  }
}
