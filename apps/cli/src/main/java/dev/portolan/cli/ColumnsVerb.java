package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.storage.Column;
import dev.portolan.storage.ColumnTypes;
import dev.portolan.storage.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `columns`: lists the columns of a dataset, adds, drops and renames them.
@Command(
    name = "columns",
    description = {
      "Lists the columns of a dataset; adds, drops and renames them.",
      "",
      "Changes are one commit, in this order: drop, rename, add, expire. Data that are there have a"
          + " new column unset. A dropped column's values are not read any more, also not when a"
          + " column of that name is added again.",
      "",
      "Types: text, text:ANALYZER (english, german, cjk and the like), category, integer, real,"
          + " bool, timestamp, categories."
    },
    footer = {
      "  portolan columns my.portolan posts",
      "  portolan columns my.portolan posts --add priority=integer --rename topic=subject",
      "  portolan columns my.portolan posts --add until=timestamp --expire-by until"
    })
final class ColumnsVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatasetArgument dataset;

  @Option(names = "--add", paramLabel = "NAME=TYPE", description = "A new column.")
  private Map<String, String> added = Map.of();

  @Option(names = "--drop", paramLabel = "NAME", description = "A column to drop.")
  private List<String> dropped = List.of();

  @Option(names = "--rename", paramLabel = "OLD=NEW", description = "A column's new name.")
  private Map<String, String> renamed = Map.of();

  @Option(
      names = "--expire-by",
      paramLabel = "NAME",
      description =
          "A timestamp column: data are gone from the moment it holds; 'never' ends that.")
  private String expiry;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    List<Column> columns = new ArrayList<>();
    added.forEach((name, type) -> columns.add(column(name, type)));
    try (Portolan db = dataset.open()) {
      Dataset data = db.dataset(dataset.name());
      if (!columns.isEmpty() || !dropped.isEmpty() || !renamed.isEmpty() || expiry != null) {
        data.alter(schema -> changed(schema, columns));
      }
      answer(data.schema());
    }
    return 0;
  }

  private Column column(String name, String type) {
    try {
      return ColumnTypes.column(name, type);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Schema changed(Schema schema, List<Column> columns) {
    for (String name : dropped) {
      schema = schema.minus(name);
    }
    for (Map.Entry<String, String> names : renamed.entrySet()) {
      schema = schema.renamed(names.getKey(), names.getValue());
    }
    for (Column column : columns) {
      schema = schema.plus(column);
    }
    return expiry == null ? schema : schema.expiring(expiry.equals("never") ? null : expiry);
  }

  private void answer(Schema schema) {
    if (json.wanted()) {
      new JsonAnswer()
          .with("dataset", dataset.name())
          .with(
              "columns",
              schema.columns().stream()
                  .map(column ->
                      JsonAnswer.object("name", column.name(), "type", ColumnTypes.type(column)))
                  .toList())
          .with("expiry", schema.expiry().orElse(null))
          .print(portolan.terminal());
      return;
    }
    Terminal terminal = portolan.terminal();
    int widest = schema.columns().stream().mapToInt(c -> c.name().length()).max().orElse(0);
    for (Column column : schema.columns()) {
      boolean expires = schema.expiry().filter(column.name()::equals).isPresent();
      terminal.say(
          "  %s  %s%s"
              .formatted(
                  FittedText.line(column.name()) + " ".repeat(widest - column.name().length()),
                  ColumnTypes.type(column),
                  expires ? ", data expire by it" : ""));
    }
  }
}
