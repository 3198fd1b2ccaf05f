package dev.portolan.cli;

import dev.portolan.query.filter.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tag … create`: a new tag.
@Command(
    name = "create",
    customSynopsis =
        "portolan tag DB DATASET create NAME [--id ID... | --ids FILE | --filter JSON | --where"
            + " CONDITION | --rule JSON]",
    description = {
      "Makes a tag: empty, with data, or live.",
      "",
      "--filter and --where take what is selected now, --rule what is selected whenever the tag is"
          + " asked. A name is 1 to 1,024 bytes of UTF-8 and may hold any characters."
    },
    footer = {
      "  portolan tag my.portolan posts create refund",
      "  portolan tag my.portolan posts create refund --ids refunds.txt",
      "  portolan tag my.portolan posts create urgent --rule '{\"range\": {\"column\":"
          + " \"priority\", \"to\": 2}}'"
    })
final class TagCreateVerb implements Callable<Integer> {
  @ParentCommand private TagVerb tag;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "The new tag.")
  private String name;

  @Mixin private TaggedData data;

  @Option(
      names = "--rule",
      paramLabel = "JSON|@FILE",
      description = "What a live tag selects, a filter; docs/filters.md has every kind.")
  private String rule;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    if (rule != null && data.given()) {
      throw new ParameterException(
          spec.commandLine(), "give data or --rule; data can be added to a live tag afterwards");
    }
    Filter live = rule == null ? null : FilterOption.read(rule);
    List<String> ids = new ArrayList<>();
    List<Filter> filters = new ArrayList<>();
    data.to(tag, ids::addAll, filters::add);
    return tag.edit(
        name,
        json,
        tags ->
            tags.edit(edits -> {
              if (live != null) {
                edits.create(name, live);
              } else {
                edits.create(name, ids);
                filters.forEach(filter -> edits.add(name, filter));
              }
            }));
  }
}
