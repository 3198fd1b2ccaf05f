package dev.portolan.cli;

import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.query.MapChanges;
import dev.portolan.query.MapGeneration;
import dev.portolan.storage.GenerationOrigin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `generations`: the published states of a map.
@Command(
    name = "generations",
    description = {
      "Lists the published states of a map that are kept, oldest first; the last one is current.",
      "With --from or --to, says what changed between two of them: who came, left and moved.",
      "",
      "'portolan map --keep' says how many earlier ones a build keeps, 'portolan rollback' makes"
          + " one of them current again."
    },
    footer = {
      "  portolan generations my.portolan posts",
      "  portolan generations my.portolan posts --from 3 --to 5",
      "  portolan generations my.portolan posts --map axes --json"
    })
final class GenerationsVerb implements Callable<Integer> {
  private static final int ID_CELLS = 30;

  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;
  @Mixin private MapOption map;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "Compare from this generation; the one before --to unless said.")
  private Long from;

  @Option(
      names = "--to",
      paramLabel = "N",
      description = "Compare to this generation; the last unless said.")
  private Long to;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    try (Portolan db = dataset.open()) {
      EmbeddingMap shown = db.dataset(dataset.name()).map(map.name());
      List<MapGeneration> generations = shown.generations();
      if (from != null || to != null) {
        compare(shown, generations.stream().map(MapGeneration::number).toList());
        return 0;
      }
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

  private void compare(EmbeddingMap shown, List<Long> numbers) {
    long later = to == null ? numbers.getLast() : to;
    long earlier = from == null ? before(later, numbers) : from;
    MapChanges changes = shown.changes(earlier, later);
    if (json.wanted()) {
      new JsonAnswer()
          .with("dataset", dataset.name())
          .with("map", map.name())
          .with("changes", changes)
          .print(portolan.terminal());
      return;
    }
    Terminal terminal = portolan.terminal();
    terminal.say(
        "%s of %s, generation %d to %d"
            .formatted(terminal.bold("map " + map.name()), dataset.name(), earlier, later));
    TextTable table = new TextTable(terminal.width());
    table.row(
        "  data",
        "%s came, %s left, %s stayed"
            .formatted(
                Figures.count(changes.came()),
                Figures.count(changes.left()),
                Figures.count(changes.stayed())));
    table.row(
        "  moved",
        changes.moved() == 0
            ? "nobody"
            : "%s; of all that stayed half by less than %s of the map's width"
                .formatted(Figures.count(changes.moved()), Figures.percent(changes.medianShare())));
    table.row(
        "  topics",
        "%s have another at depth 1; %d topics went on, %d are new, %d gone ('portolan topics … changes')"
            .formatted(
                Figures.count(changes.otherTopic(), "datum", "data"),
                changes.topics().kept().size(),
                changes.topics().appeared().size(),
                changes.topics().retired().size()));
    for (MapChanges.Mover mover : changes.farthest()) {
      table.row(
          "  " + FittedText.fit(mover.id(), ID_CELLS),
          "moved %s of the map's width, from (%.2f, %.2f) to (%.2f, %.2f)"
              .formatted(
                  Figures.percent(mover.share()),
                  mover.fromX(),
                  mover.fromY(),
                  mover.toX(),
                  mover.toY()));
    }
    table.print(terminal);
  }

  private long before(long later, List<Long> numbers) {
    return numbers.stream()
        .filter(number -> number < later)
        .max(Long::compare)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "map '%s' has no generation before %d to compare with; it has %s"
                    .formatted(map.name(), later, numbers)));
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
