package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.Tags;
import dev.portolan.query.Tag;
import dev.portolan.query.filter.FilterJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

/// `tag`: names for sets of data, listed and edited by the commands below it.
@Command(
    name = "tag",
    customSynopsis = {
      "portolan tag DB DATASET list [NAME]",
      "       portolan tag DB DATASET create NAME [--id ID... | --ids FILE | --filter JSON |"
          + " --where CONDITION | --rule JSON]",
      "       portolan tag DB DATASET add|remove NAME (--id ID... | --ids FILE | --filter JSON |"
          + " --where CONDITION)",
      "       portolan tag DB DATASET rename NAME NEW",
      "       portolan tag DB DATASET rule NAME JSON",
      "       portolan tag DB DATASET delete|freeze NAME"
    },
    description = {
      "Lists and edits tags: names for sets of data.",
      "",
      "A frozen tag has the data that were added to it. A live one has a rule, a filter as JSON: it"
          + " has what the rule selects and what was added by hand, without what was removed by"
          + " hand. Tags stay through updates of data and new maps; deleted data leave them."
    },
    footer = {
      "  portolan tag my.portolan posts create refund --id 17 18",
      "  portolan tag my.portolan posts create late --rule '{\"inTopic\": \"late delivery\"}'",
      "  portolan search my.portolan posts refund --json | jq -r '.queries[0].hits[].id' |"
          + " portolan tag my.portolan posts add refund --ids -",
      "  portolan tag my.portolan posts list",
      "  portolan search my.portolan posts \"money back\" --filter '{\"tagged\": \"refund\"}'"
    },
    subcommands = {
      TagListVerb.class,
      TagCreateVerb.class,
      TagAddVerb.class,
      TagRemoveVerb.class,
      TagRenameVerb.class,
      TagRuleVerb.class,
      TagFreezeVerb.class,
      TagDeleteVerb.class
    })
final class TagVerb implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return list(json);
  }

  Terminal terminal() {
    return portolan.terminal();
  }

  String dataset() {
    return dataset.name();
  }

  /// Answers a question about the tags of the dataset.
  <T> T read(Function<Dataset, T> question) {
    try (Portolan db = dataset.open()) {
      return question.apply(db.dataset(dataset.name()));
    }
  }

  /// Edits a tag and says what it is afterwards.
  int edit(String name, JsonOption asJson, Consumer<Tags> edit) {
    return edit(name, name, asJson, edit);
  }

  int edit(String name, String newName, JsonOption asJson, Consumer<Tags> edit) {
    try (Portolan db = dataset.open()) {
      Tags tags = db.dataset(dataset.name()).tags();
      int before = tags.names().contains(name) ? tags.tag(name).count() : 0;
      edit.accept(tags);
      Tag after = tags.tag(newName);
      if (json(asJson)) {
        new JsonAnswer()
            .with("dataset", dataset.name())
            .with("tag", object(after))
            .print(terminal());
      } else {
        terminal().say(sentence(after, after.count() - before));
      }
      return 0;
    }
  }

  /// `--json` may stand before the command or after it.
  boolean json(JsonOption ofCommand) {
    return json.wanted() || ofCommand.wanted();
  }

  private String sentence(Tag tag, int more) {
    String change =
        switch (Integer.signum(more)) {
          case 1 -> ", %s more than before".formatted(Figures.count(more));
          case -1 -> ", %s fewer than before".formatted(Figures.count(-more));
          default -> "";
        };
    return "%s: %s%s; %s"
        .formatted(
            terminal().bold(FittedText.line(tag.name())),
            Figures.count(tag.count(), "datum", "data"),
            change,
            FittedText.line(kind(tag)));
  }

  int list(JsonOption asJson) {
    List<Tag> tags = read(data -> data.tags().tags());
    if (json(asJson)) {
      new JsonAnswer()
          .with("dataset", dataset.name())
          .with("tags", tags.stream().map(TagVerb::object).toList())
          .print(terminal());
      return 0;
    }
    if (tags.isEmpty()) {
      terminal().say("%s has no tags yet; portolan help tag shows how".formatted(dataset.name()));
      return 0;
    }
    TextTable table = new TextTable(terminal().width());
    for (Tag tag : tags) {
      table.row("  " + tag.name(), FittedText.padLeft(Figures.count(tag.count()), 9), kind(tag));
    }
    table.print(terminal());
    return 0;
  }

  private static String kind(Tag tag) {
    if (tag.frozen()) {
      return "frozen";
    }
    String rule = FilterJson.write(tag.rule());
    return tag.problem() == null ? rule : "%s; %s".formatted(tag.problem(), rule);
  }

  private static Map<String, Object> object(Tag tag) {
    return JsonAnswer.object(
        "id", tag.id(),
        "name", tag.name(),
        "count", tag.count(),
        "frozen", tag.frozen(),
        "rule", tag.frozen() ? null : JSON.readTree(FilterJson.write(tag.rule())),
        "problem", tag.problem());
  }
}
