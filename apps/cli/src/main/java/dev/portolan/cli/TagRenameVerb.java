package dev.portolan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tag … rename`: another name.
@Command(
    name = "rename",
    customSynopsis = "portolan tag DB DATASET rename NAME NEW [--json]",
    description = {
      "Gives a tag another name.",
      "",
      "Rules of other tags that name it go on naming it."
    },
    footer = "  portolan tag my.portolan posts rename refund \"money back\"")
final class TagRenameVerb implements Callable<Integer> {
  @ParentCommand private TagVerb tag;

  @Parameters(index = "0", paramLabel = "NAME", description = "A tag.")
  private String name;

  @Parameters(index = "1", paramLabel = "NEW", description = "Its new name.")
  private String newName;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return tag.edit(name, newName, json, tags -> tags.rename(name, newName));
  }
}
