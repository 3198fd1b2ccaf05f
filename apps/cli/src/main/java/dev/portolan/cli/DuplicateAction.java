package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.DatumSet;
import java.util.List;

/// What can be done with the data that could go.
///
/// @param snapshot the state that they were found in
record DuplicateAction(Dataset data, MapSnapshot snapshot, Main portolan, JsonOption json) {
  /// Prints nothing but the ids, a line each.
  void list(DatumSet could) {
    String[] ids = ids(could);
    if (json.wanted()) {
      new JsonAnswer().with("ids", List.of(ids)).print(portolan.terminal());
    } else {
      for (String id : ids) {
        portolan.terminal().say(FittedText.line(id));
      }
    }
  }

  /// Deletes them in one commit, or says how many there are.
  void delete(DatumSet could, boolean indeed) {
    if (indeed) {
      DeletionAnswer.done(data, data.delete(List.of(ids(could))), json, portolan.terminal());
    } else {
      String how = "; --delete --yes deletes them";
      DeletionAnswer.would(data, could.count(), how, json, portolan.terminal());
    }
  }

  /// Freezes them as a new tag.
  void tag(DatumSet could, String name) {
    data.tags().create(name, could);
    if (json.wanted()) {
      new JsonAnswer()
          .with("dataset", data.name())
          .with("tag", name)
          .with("count", could.count())
          .print(portolan.terminal());
      return;
    }
    portolan
        .terminal()
        .say(
            "%s: %s tagged '%s'"
                .formatted(data.name(), Figures.count(could.count(), "datum", "data"), name));
  }

  /// Copies the dataset and deletes them from the copy.
  void copyWithout(DatumSet could, String name) {
    portolan.cancellation().watch("nothing of the copy is left");
    long started = System.nanoTime();
    try (Progress progress = new Progress(portolan.terminal())) {
      Dataset copy = data.copy(name, new CopyProgress(progress, portolan.cancellation()));
      copy.delete(List.of(ids(could)));
      progress.finish();
      NewDatasetAnswer.print(copy, data.name(), started, json, portolan.terminal());
    }
  }

  private String[] ids(DatumSet could) {
    return snapshot.dataSnapshot().ids(could.ordinals());
  }
}
