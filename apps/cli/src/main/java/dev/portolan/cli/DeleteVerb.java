package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
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

/// `delete`: data by id or by a filter, or a whole dataset.
@Command(
    name = "delete",
    description = {
      "Deletes data by id or by a filter, or a whole dataset.",
      "",
      "An unknown id is an error, and then none is deleted. Maps lose deleted data at once. Without"
          + " ids the whole dataset with its maps goes, and only with --yes."
    },
    footer = {
      "  portolan delete my.portolan posts 17 18",
      "  portolan duplicates my.portolan posts --candidates | xargs portolan delete my.portolan"
          + " posts",
      "  portolan delete my.portolan posts --filter '{\"tagged\": \"spam\"}' --dry-run",
      "  portolan delete my.portolan posts --yes"
    })
final class DeleteVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatasetArgument dataset;

  @Parameters(index = "2..*", paramLabel = "ID", description = "Data to delete.")
  private List<String> ids = List.of();

  @Option(names = "--yes", description = "Delete the whole dataset.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only count what --filter or --where would delete.")
  private boolean dryRun;

  @Mixin private FilterOption filter;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    if ((yes ? 1 : 0) + (ids.isEmpty() ? 0 : 1) + (filter.given() ? 1 : 0) > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "give ids, --filter or --where, or --yes: the first delete data, the last all of them");
    }
    if (dryRun && !filter.given()) {
      throw new ParameterException(spec.commandLine(), "--dry-run is for --filter and --where");
    }
    try (Portolan db = dataset.open()) {
      Dataset data = db.dataset(dataset.name());
      if (filter.given()) {
        deleteSelected(data);
      } else if (ids.isEmpty()) {
        deleteDataset(db, data);
      } else {
        data.ids(ids);
        DeletionAnswer.done(data, data.delete(ids), json, portolan.terminal());
      }
    }
    return 0;
  }

  private void deleteSelected(Dataset data) {
    if (dryRun) {
      int count = data.count(filter.filter(data));
      DeletionAnswer.would(data, count, "", json, portolan.terminal());
    } else {
      int deleted = data.deleteWhere(filter.filter(data));
      DeletionAnswer.done(data, deleted, json, portolan.terminal());
    }
  }

  private void deleteDataset(Portolan db, Dataset data) {
    int count = data.count();
    if (!yes) {
      throw new IllegalArgumentException(
          ("dataset '%s' has %s data and %s; to delete all of it say --yes,"
                  + " to delete data name their ids")
              .formatted(
                  data.name(),
                  Figures.count(count),
                  Figures.count(data.maps().size(), "map", "maps")));
    }
    db.delete(data.name());
    if (json.wanted()) {
      new JsonAnswer()
          .with("dataset", dataset.name())
          .with("deleted", count)
          .with("count", 0)
          .print(portolan.terminal());
      return;
    }
    portolan
        .terminal()
        .say(
            "%s: %s deleted, the dataset is gone"
                .formatted(dataset.name(), Figures.count(count, "datum", "data")));
  }
}
