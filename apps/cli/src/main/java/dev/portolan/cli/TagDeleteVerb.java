package dev.portolan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tag … delete`: a tag goes, its data stay.
@Command(
    name = "delete",
    customSynopsis = "portolan tag DB DATASET delete NAME [--json]",
    description = {
      "Deletes a tag; its data stay.",
      "",
      "A tag that the rule of another one names cannot go."
    },
    footer = "  portolan tag my.portolan posts delete refund")
final class TagDeleteVerb implements Callable<Integer> {
  @ParentCommand private TagVerb tag;

  @Parameters(index = "0", paramLabel = "NAME", description = "A tag.")
  private String name;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    int left =
        tag.read(data -> {
          data.tags().delete(name);
          return data.tags().names().size();
        });
    if (tag.json(json)) {
      new JsonAnswer()
          .with("dataset", tag.dataset())
          .with("deleted", name)
          .with("count", left)
          .print(tag.terminal());
    } else {
      tag.terminal()
          .say(
              "%s: deleted, %s left"
                  .formatted(FittedText.line(name), Figures.count(left, "tag", "tags")));
    }
    return 0;
  }
}
