package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildReport;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.ColumnTypes;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DiskUse;
import dev.portolan.storage.Latent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `info`: what is in a database, or all about one dataset and its maps.
@Command(
    name = "info",
    description = {
      "Shows what is in a database: counts, columns, maps, sizes.",
      "",
      "For one dataset also each map's build report: how good the positions are, how many of the"
          + " true neighbours were found, topics with their coverage, duplicates with their audit,"
          + " and what the stages of the build took."
    },
    footer = {
      "  portolan info my.portolan",
      "  portolan info my.portolan posts",
      "  portolan info my.portolan posts --json"
    })
final class InfoVerb implements Callable<Integer> {
  private static final int TAGS_SHOWN = 8;

  @ParentCommand private Main portolan;
  @Mixin private DatabaseArgument database;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATASET",
      description = "A dataset in it; all unless named.")
  private String name;

  @Mixin private JsonOption json;

  /// One state of a dataset.
  private record About(
      String name,
      DataSnapshot data,
      List<EmbeddingMap> maps,
      List<String> tags,
      long bytes,
      long mapBytes) {}

  @Override
  public Integer call() {
    try (Portolan db = database.open()) {
      List<String> names = name == null ? db.datasets() : List.of(name);
      List<Map<String, Object>> objects = new ArrayList<>();
      if (!json.wanted() && name == null) {
        heading(names.size());
      }
      for (String each : names) {
        Dataset dataset = db.dataset(each);
        try (DataSnapshot data = dataset.dataSnapshot()) {
          About about = about(dataset, data);
          if (json.wanted()) {
            objects.add(object(about));
          } else {
            tell(about);
          }
        }
      }
      if (json.wanted()) {
        new JsonAnswer().with("datasets", objects).print(portolan.terminal());
      }
    }
    return 0;
  }

  private About about(Dataset dataset, DataSnapshot data) {
    Path directory = database.directory().resolve(dataset.name());
    return new About(
        dataset.name(),
        data,
        dataset.maps().stream().map(dataset::map).toList(),
        dataset.tags().names(),
        DiskUse.of(directory),
        DiskUse.of(directory.resolve("maps")));
  }

  private void heading(int datasets) {
    portolan
        .terminal()
        .say(
            "%s: %s, %s"
                .formatted(
                    FittedText.line(database.directory().toString()),
                    Figures.count(datasets, "dataset", "datasets"),
                    Figures.bytes(DiskUse.of(database.directory()))));
  }

  private void tell(About about) {
    Terminal terminal = portolan.terminal();
    terminal.say();
    terminal.say(
        "%s  %s, %s on disk"
            .formatted(
                terminal.bold(about.name()),
                Figures.count(about.data().count()) + " data",
                Figures.bytes(about.bytes())));
    TextTable table = new TextTable(terminal.width());
    table.row("  vectors", vectors(about.data()));
    if (!about.tags().isEmpty()) {
      table.row("  tags", tags(about.tags()));
    }
    if (name == null) {
      table.row("  columns", columns(about.data()));
      about.maps().forEach(map -> table.row("  map", "%s (%s)".formatted(map.name(), built(map))));
      table.printWrapped(terminal);
    } else {
      about
          .data()
          .schema()
          .columns()
          .forEach(column -> table.row("  " + column.name(), ColumnTypes.plainType(column)));
      table.print(terminal);
      about.maps().forEach(map -> tell(map, about.mapBytes()));
    }
    if (about.maps().isEmpty()) {
      terminal.say(
          "  no map yet: %s map %s %s"
              .formatted(
                  ShellWord.portolan(),
                  ShellWord.of(database.directory()),
                  ShellWord.of(about.name())));
    }
  }

  private void tell(EmbeddingMap map, long mapBytes) {
    Terminal terminal = portolan.terminal();
    terminal.say();
    terminal.say(
        "%s  %s; all maps %s on disk"
            .formatted(terminal.bold("map " + map.name()), built(map), Figures.bytes(mapBytes)));
    BuildReport report = map.report();
    ReportText.of(report).print(terminal);
    try (MapSnapshot now = map.snapshot()) {
      map.autoUpdateFailed()
          .ifPresent(
              failed -> terminal.say("  the last update in the background failed, " + failed));
      int unmapped = now.dataSnapshot().count() - now.mapped().count();
      if (unmapped > report.withoutVector()) {
        terminal.say(
            "  %s new or changed since, not on it yet"
                .formatted(Figures.count(unmapped - report.withoutVector(), "datum", "data")));
      }
    }
    TextTable stages = new TextTable(terminal.width());
    for (BuildReport.Stage stage : report.stages()) {
      stages.row(
          "  " + stage.name(),
          FittedText.padLeft(Figures.seconds(stage.seconds()), 8),
          Figures.count(stage.peakMb()) + " MB of heap at most");
    }
    terminal.say(
        "  stages, with %s:".formatted(Figures.count(report.threads(), "thread", "threads")));
    stages.print(terminal);
  }

  private static String built(EmbeddingMap map) {
    return "generation %d, built %s"
        .formatted(map.generation(), Figures.minute(map.report().built()));
  }

  private static String tags(List<String> names) {
    return "%d (%s%s)"
        .formatted(
            names.size(),
            String.join(", ", names.subList(0, Math.min(names.size(), TAGS_SHOWN))),
            names.size() > TAGS_SHOWN ? ", …" : "");
  }

  private static String vectors(DataSnapshot data) {
    Latent latent = data.schema().latent();
    return "%s dimensions, %s%s"
        .formatted(
            Figures.count(latent.dimensions()),
            latent.metric().name().toLowerCase(Locale.ROOT),
            data.embedder().map(model -> ", of " + model).orElse(""));
  }

  private static String columns(DataSnapshot data) {
    return data.schema().columns().stream()
        .map(column -> column.name() + " (" + ColumnTypes.plainType(column) + ")")
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Object> object(About about) {
    Latent latent = about.data().schema().latent();
    return JsonAnswer.object(
        "name", about.name(),
        "count", about.data().count(),
        "dimensions", latent.dimensions(),
        "metric", latent.metric().name().toLowerCase(Locale.ROOT),
        "embedder", about.data().embedder().orElse(null),
        "columns",
            about.data().schema().columns().stream()
                .map(column ->
                    JsonAnswer.object("name", column.name(), "type", ColumnTypes.plainType(column)))
                .toList(),
        "tags", about.tags(),
        "bytes", about.bytes(),
        "maps",
            about.maps().stream()
                .map(map ->
                    JsonAnswer.object(
                        "name", map.name(),
                        "generation", map.generation(),
                        "autoUpdateFailed", map.autoUpdateFailed().orElse(null),
                        "report", map.report()))
                .toList());
  }
}
