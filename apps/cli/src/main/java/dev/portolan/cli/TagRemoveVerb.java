package dev.portolan.cli;

import dev.portolan.query.filter.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tag … remove`: data to take from a tag by hand.
@Command(
    name = "remove",
    customSynopsis =
        "portolan tag DB DATASET remove NAME (--id ID... | --ids FILE | --filter JSON | --where"
            + " CONDITION) [--json]",
    description = {
      "Removes data from a tag.",
      "",
      "A live tag leaves them out whatever its rule selects. An unknown id is an error, and then"
          + " nothing is changed."
    },
    footer = {
      "  portolan tag my.portolan posts remove refund --id 17 18",
      "  portolan tag my.portolan posts remove refund --ids - < ids.txt",
      "  portolan tag my.portolan posts remove refund --filter '{\"tagged\": \"money back\"}'"
    })
final class TagRemoveVerb implements Callable<Integer> {
  @ParentCommand private TagVerb tag;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "A tag.")
  private String name;

  @Mixin private TaggedData data;
  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    if (!data.given()) {
      throw new ParameterException(
          spec.commandLine(), "say which data: by --id, --ids, --filter or --where");
    }
    List<String> ids = new ArrayList<>();
    List<Filter> filters = new ArrayList<>();
    data.to(tag, ids::addAll, filters::add);
    return tag.edit(
        name,
        json,
        tags ->
            tags.edit(edits -> {
              edits.remove(name, ids);
              filters.forEach(filter -> edits.remove(name, filter));
            }));
  }
}
