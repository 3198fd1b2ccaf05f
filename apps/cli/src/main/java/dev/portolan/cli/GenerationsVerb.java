package dev.portolan.cli;

import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.query.MapGeneration;
import dev.portolan.storage.GenerationOrigin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `generations`: the published states of a map.
@Command(
    name = "generations",
    description = {
      "Lists the published states of a map that are kept, oldest first; the last one is current.",
      "",
      "'portolan map --keep' says how many earlier ones a build keeps, 'portolan rollback' makes"
          + " one of them current again."
    },
    footer = {
      "  portolan generations my.portolan posts",
      "  portolan generations my.portolan posts --map axes --json"
    })
final class GenerationsVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;
  @Mixin private MapOption map;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    try (Portolan db = dataset.open()) {
      EmbeddingMap shown = db.dataset(dataset.name()).map(map.name());
      List<MapGeneration> generations = shown.generations();
      if (json.wanted()) {
        new JsonAnswer()
            .with("dataset", dataset.name())
            .with("map", map.name())
            .with("generations", generations.stream().map(GenerationsVerb::object).toList())
            .print(portolan.terminal());
      } else {
        tell(generations);
      }
    }
    return 0;
  }

  private void tell(List<MapGeneration> generations) {
    Terminal terminal = portolan.terminal();
    terminal.say(terminal.bold("map " + map.name()) + " of " + dataset.name());
    TextTable table = new TextTable(terminal.width());
    for (MapGeneration generation : generations) {
      table.row(
          "  generation " + generation.number(),
          Figures.minute(generation.published()),
          FittedText.padLeft(Figures.count(generation.data()), 9) + " data",
          FittedText.padLeft(Figures.bytes(generation.bytes()), 9),
          generation == generations.getLast()
              ? origin(generation.origin()) + ", current"
              : origin(generation.origin()));
    }
    table.print(terminal);
  }

  static String origin(GenerationOrigin origin) {
    return switch (origin) {
      case GenerationOrigin.Built() -> "built";
      case GenerationOrigin.RolledBack(long number) -> "rolled back to generation " + number;
      case GenerationOrigin.Relabelled(long number) -> "generation " + number + " relabelled";
      case GenerationOrigin.Updated(long number) -> "generation " + number + " updated";
    };
  }

  private static Map<String, Object> object(MapGeneration generation) {
    return JsonAnswer.object(
        "number", generation.number(),
        "published", generation.published(),
        "origin", generation.origin().toText(),
        "data", generation.data(),
        "data_commit", generation.dataCommit(),
        "bytes", generation.bytes());
  }
}
