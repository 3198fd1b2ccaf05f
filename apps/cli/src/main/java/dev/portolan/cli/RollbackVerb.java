package dev.portolan.cli;

import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.query.MapGeneration;
import dev.portolan.query.MapSnapshot;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `rollback`: an earlier state of a map becomes current again.
@Command(
    name = "rollback",
    description = {
      "Makes an earlier generation of a map current again, by publishing it as the next one.",
      "",
      "The data stay as they are: what was added or changed since that generation was built is not"
          + " on the map, what was deleted is gone. A rollback can be rolled back."
    },
    footer = {
      "  portolan rollback my.portolan posts",
      "  portolan rollback my.portolan posts 7 --map axes"
    })
final class RollbackVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "GENERATION",
      description = "Its number; the one before the current unless named.")
  private Long number;

  @Mixin private MapOption map;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    try (Portolan db = dataset.open()) {
      EmbeddingMap current = db.dataset(dataset.name()).map(map.name());
      long earlier = number == null ? before(current.generations()) : number;
      long now = current.rollBack(earlier);
      if (json.wanted()) {
        new JsonAnswer()
            .with("dataset", dataset.name())
            .with("map", map.name())
            .with("rolled_back_to", earlier)
            .with("generation", now)
            .print(portolan.terminal());
      } else {
        tell(current, earlier, now);
      }
    }
    return 0;
  }

  private long before(List<MapGeneration> generations) {
    if (generations.size() < 2) {
      throw new IllegalArgumentException(
          "map '%s' of dataset '%s' has no earlier generation to roll back to; builds keep some with --keep"
              .formatted(map.name(), dataset.name()));
    }
    return generations.get(generations.size() - 2).number();
  }

  private void tell(EmbeddingMap current, long earlier, long now) {
    portolan
        .terminal()
        .say(
            "%s: map '%s' is generation %d now, the same as generation %d"
                .formatted(portolan.terminal().bold(dataset.name()), map.name(), now, earlier));
    try (MapSnapshot snapshot = current.snapshot()) {
      int off = snapshot.dataSnapshot().count() - snapshot.mapped().count();
      portolan
          .terminal()
          .say(
              "  %s on it, %s not"
                  .formatted(
                      Figures.count(snapshot.mapped().count(), "datum", "data"),
                      Figures.count(off)));
    }
  }
}
