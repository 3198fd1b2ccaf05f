package dev.portolan.cli;

import dev.portolan.Dataset;

/// What `copy` and `restore --dataset` say when they are done.
final class NewDatasetAnswer {
  private NewDatasetAnswer() {}

  /// @param from the dataset it was copied from
  static void print(Dataset made, String from, long started, JsonOption json, Terminal terminal) {
    if (json.wanted()) {
      new JsonAnswer()
          .with("dataset", made.name())
          .with("copied_from", from)
          .with("count", made.count())
          .with("maps", made.maps())
          .print(terminal);
      return;
    }
    terminal.say(
        "%s: %s and %s of %s, in %s"
            .formatted(
                terminal.bold(made.name()),
                Figures.count(made.count(), "datum", "data"),
                Figures.count(made.maps().size(), "map", "maps"),
                from,
                Figures.since(started)));
  }
}
