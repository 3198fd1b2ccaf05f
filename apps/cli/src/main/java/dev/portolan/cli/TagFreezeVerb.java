package dev.portolan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tag … freeze`: a live tag keeps what it has.
@Command(
    name = "freeze",
    customSynopsis = "portolan tag DB DATASET freeze NAME [--json]",
    description = "Drops the rule of a live tag, which keeps the data it has now.",
    footer = "  portolan tag my.portolan posts freeze late")
final class TagFreezeVerb implements Callable<Integer> {
  @ParentCommand private TagVerb tag;

  @Parameters(index = "0", paramLabel = "NAME", description = "A tag.")
  private String name;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return tag.edit(name, json, tags -> tags.freeze(name));
  }
}
