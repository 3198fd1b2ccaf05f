package dev.portolan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `topics … edits`: what people changed.
@Command(
    name = "edits",
    customSynopsis = "portolan topics DB DATASET [--map NAME] edits [--json]",
    description = {
      "Lists the edits of topics, oldest first.",
      "",
      "One whose topic is not on the map waits for a rebuild that brings it back."
    },
    footer = "  portolan topics my.portolan posts edits")
final class TopicEditsVerb implements Callable<Integer> {
  @ParentCommand private TopicsVerb topics;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return topics.edit(json, _ -> {});
  }
}
