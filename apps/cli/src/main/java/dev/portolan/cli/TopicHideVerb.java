package dev.portolan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `topics … hide`: a topic is not shown.
@Command(
    name = "hide",
    customSynopsis = "portolan topics DB DATASET [--map NAME] hide TOPIC [--json]",
    description = {
      "Hides a topic and those below it; its data end at its parent, or have no topic.",
      "",
      "It stays so through rebuilds as long as the topic goes on; 'undo' takes it back."
    },
    footer = "  portolan topics my.portolan posts hide 17")
final class TopicHideVerb implements Callable<Integer> {
  @ParentCommand private TopicsVerb topics;

  @Parameters(index = "0", paramLabel = "TOPIC", description = "A topic, by its id or label.")
  private String topic;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return topics.edit(json, map -> map.topicEdits().hide(TopicsVerb.id(map, topic)));
  }
}
