package dev.portolan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `topics … merge`: two topics become one.
@Command(
    name = "merge",
    customSynopsis = "portolan topics DB DATASET [--map NAME] merge TOPIC INTO [--json]",
    description = {
      "Gives the data and subtopics of a topic to another one under the same parent.",
      "",
      "It stays so through rebuilds as long as both go on; 'undo' takes it back."
    },
    footer = "  portolan topics my.portolan posts merge 17 12")
final class TopicMergeVerb implements Callable<Integer> {
  @ParentCommand private TopicsVerb topics;

  @Parameters(index = "0", paramLabel = "TOPIC", description = "A topic, by its id or label.")
  private String topic;

  @Parameters(index = "1", paramLabel = "INTO", description = "The topic that takes it in.")
  private String into;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return topics.edit(
        json, map -> map.topicEdits().merge(TopicsVerb.id(map, topic), TopicsVerb.id(map, into)));
  }
}
