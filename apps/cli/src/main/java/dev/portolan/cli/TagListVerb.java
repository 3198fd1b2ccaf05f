package dev.portolan.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tag … list`: all tags, or the ids of the data of one.
@Command(
    name = "list",
    customSynopsis = "portolan tag DB DATASET list [NAME] [--json]",
    description = {
      "Lists the tags with their counts, or the ids of the data of one, a line each.",
      "",
      "A live tag is shown with its rule, and where the rule cannot be asked with the reason."
    },
    footer = {
      "  portolan tag my.portolan posts list",
      "  portolan tag my.portolan posts list spam | xargs portolan delete my.portolan posts"
    })
final class TagListVerb implements Callable<Integer> {
  @ParentCommand private TagVerb tag;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "A tag.")
  private String name;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    if (name == null) {
      return tag.list(json);
    }
    List<String> ids = tag.read(data -> data.idsOf(data.tags().datumsIn(name)));
    if (tag.json(json)) {
      new JsonAnswer()
          .with("dataset", tag.dataset())
          .with("tag", name)
          .with("ids", ids)
          .print(tag.terminal());
    } else {
      ids.forEach(id -> tag.terminal().say(FittedText.line(id)));
    }
    return 0;
  }
}
