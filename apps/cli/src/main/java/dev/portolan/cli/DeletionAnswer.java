package dev.portolan.cli;

import dev.portolan.Dataset;

/// What is said about data that were deleted, or would be.
final class DeletionAnswer {
  private DeletionAnswer() {}

  /// @param deleted how many there were
  static void done(Dataset data, int deleted, JsonOption json, Terminal terminal) {
    if (json.wanted()) {
      print(data, "deleted", deleted, terminal);
      return;
    }
    terminal.say(
        "%s: %s deleted, %s left"
            .formatted(data.name(), counted(deleted), Figures.count(data.count())));
  }

  /// @param how what would make it so; empty where that is plain
  static void would(Dataset data, int count, String how, JsonOption json, Terminal terminal) {
    if (json.wanted()) {
      print(data, "would_delete", count, terminal);
      return;
    }
    terminal.say(
        "%s: %s of %s would be deleted%s"
            .formatted(data.name(), counted(count), Figures.count(data.count()), how));
  }

  private static void print(Dataset data, String what, int count, Terminal terminal) {
    new JsonAnswer()
        .with("dataset", data.name())
        .with(what, count)
        .with("count", data.count())
        .print(terminal);
  }

  private static String counted(int count) {
    return Figures.count(count, "datum", "data");
  }
}
