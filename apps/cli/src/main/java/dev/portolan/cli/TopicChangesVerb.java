package dev.portolan.cli;

import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.topics.RetiredTopic;
import dev.portolan.index.topics.Topic;
import dev.portolan.query.MapGeneration;
import dev.portolan.query.TopicsChanged;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `topics … changes`: what a rebuild did to the topics.
@Command(
    name = "changes",
    customSynopsis = "portolan topics DB DATASET [--map NAME] changes [--from N] [--to N] [--json]",
    description = {
      "Shows which topics went on, are new, or are gone between two generations of a map.",
      "",
      "A topic that goes on keeps its id. 'portolan generations' lists what there is."
    },
    footer = {
      "  portolan topics my.portolan posts changes",
      "  portolan topics my.portolan posts changes --from 3 --to 5 --json"
    })
final class TopicChangesVerb implements Callable<Integer> {
  private static final int LABEL_CELLS = 44;

  @ParentCommand private TopicsVerb topics;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "The earlier generation; the one before the last unless said.")
  private Long from;

  @Option(names = "--to", paramLabel = "N", description = "The later one; the last unless said.")
  private Long to;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    try (Portolan db = topics.open()) {
      EmbeddingMap map = topics.map(db);
      List<Long> numbers = map.generations().stream().map(MapGeneration::number).toList();
      if (from == null && numbers.size() < 2) {
        throw new IllegalArgumentException(
            "map '%s' has only generation %d; build it again to see what changes"
                .formatted(map.name(), numbers.getLast()));
      }
      TopicsChanged changed =
          map.topicsChanged(
              from == null ? numbers.get(numbers.size() - 2) : from,
              to == null ? numbers.getLast() : to);
      if (topics.json(json)) {
        print(changed);
      } else {
        tell(changed);
      }
    }
    return 0;
  }

  private void tell(TopicsChanged changed) {
    Terminal terminal = topics.terminal();
    terminal.say(
        "generation %d to %d: %s went on, %s new, %s gone"
            .formatted(
                changed.from(),
                changed.to(),
                Figures.count(changed.kept().size(), "topic", "topics"),
                Figures.count(changed.appeared().size()),
                Figures.count(changed.retired().size())));
    TextTable table = new TextTable(terminal.width());
    for (Topic topic : changed.appeared()) {
      table.row("  + " + topic.id(), fit(topic.label()), Figures.count(topic.count()) + " data");
    }
    for (RetiredTopic topic : changed.retired()) {
      table.row("  - " + topic.id(), fit(topic.label()), successors(topic));
    }
    for (TopicsChanged.Kept kept : changed.kept()) {
      if (kept.renamed()) {
        table.row(
            "  ~ " + kept.now().id(), fit(kept.now().label()), "was " + kept.before().label());
      }
    }
    table.print(terminal);
  }

  private static String fit(String label) {
    return FittedText.fit(label, LABEL_CELLS);
  }

  private static String successors(RetiredTopic topic) {
    return topic.successors().isEmpty()
        ? "its data are gone, or in no topic of that depth"
        : "its data went to "
            + String.join(", ", topic.successors().stream().map(String::valueOf).toList());
  }

  private void print(TopicsChanged changed) {
    new JsonAnswer()
        .with("from", changed.from())
        .with("to", changed.to())
        .with("kept", changed.kept().stream().map(TopicChangesVerb::object).toList())
        .with("appeared", changed.appeared().stream().map(TopicChangesVerb::object).toList())
        .with("retired", changed.retired().stream().map(TopicChangesVerb::object).toList())
        .print(topics.terminal());
  }

  private static Map<String, Object> object(TopicsChanged.Kept kept) {
    return JsonAnswer.object(
        "topic_id", kept.now().id(),
        "label", kept.now().label(),
        "label_before", kept.before().label(),
        "count", kept.now().count(),
        "count_before", kept.before().count());
  }

  private static Map<String, Object> object(Topic topic) {
    return JsonAnswer.object(
        "topic_id", topic.id(), "label", topic.label(), "count", topic.count());
  }

  private static Map<String, Object> object(RetiredTopic topic) {
    return JsonAnswer.object(
        "topic_id", topic.id(), "label", topic.label(), "successors", topic.successors());
  }
}
