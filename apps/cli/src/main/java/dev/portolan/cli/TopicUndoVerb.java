package dev.portolan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `topics … undo`: the last edit is taken back.
@Command(
    name = "undo",
    customSynopsis = "portolan topics DB DATASET [--map NAME] undo [--json]",
    description = "Takes the last edit of topics back; again for the one before it.",
    footer = "  portolan topics my.portolan posts undo")
final class TopicUndoVerb implements Callable<Integer> {
  @ParentCommand private TopicsVerb topics;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return topics.edit(json, map -> map.topicEdits().undo());
  }
}
