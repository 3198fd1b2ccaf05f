package dev.portolan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `topics … rename`: another label.
@Command(
    name = "rename",
    customSynopsis = "portolan topics DB DATASET [--map NAME] rename TOPIC LABEL [--json]",
    description = {
      "Gives a topic another label.",
      "",
      "The label stays through rebuilds as long as the topic goes on; 'undo' takes it back."
    },
    footer = {
      "  portolan topics my.portolan posts rename 17 \"Late delivery\"",
      "  portolan topics my.portolan posts rename \"parcel, late, week\" \"Late delivery\""
    })
final class TopicRenameVerb implements Callable<Integer> {
  @ParentCommand private TopicsVerb topics;

  @Parameters(index = "0", paramLabel = "TOPIC", description = "A topic, by its id or label.")
  private String topic;

  @Parameters(index = "1", paramLabel = "LABEL", description = "Its new label.")
  private String label;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return topics.edit(json, map -> map.topicEdits().rename(TopicsVerb.id(map, topic), label));
  }
}
