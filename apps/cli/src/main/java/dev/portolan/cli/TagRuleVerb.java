package dev.portolan.cli;

import dev.portolan.query.filter.Filter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tag … rule`: makes a tag live, or gives it another rule.
@Command(
    name = "rule",
    customSynopsis = "portolan tag DB DATASET rule NAME JSON|@FILE [--json]",
    description = {
      "Makes a tag live, or gives a live one another rule.",
      "",
      "What was added and removed by hand stays so. A rule may name other tags, but not so that it"
          + " leads back to this one."
    },
    footer = "  portolan tag my.portolan posts rule late '{\"inTopic\": \"late delivery\"}'")
final class TagRuleVerb implements Callable<Integer> {
  @ParentCommand private TagVerb tag;

  @Parameters(index = "0", paramLabel = "NAME", description = "A tag.")
  private String name;

  @Parameters(
      index = "1",
      paramLabel = "JSON|@FILE",
      description = "A filter; docs/filters.md has every kind.")
  private String rule;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    Filter filter = FilterOption.read(rule);
    return tag.edit(name, json, tags -> tags.changeRule(name, filter));
  }
}
