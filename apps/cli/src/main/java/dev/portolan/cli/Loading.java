package dev.portolan.cli;

import dev.portolan.storage.DataStore;

/// Shows how a load goes on, and ends it when the user wants it to end.
///
/// @param stage what is done to the data on their way, in words
/// @param total how many data there will be
record Loading(Progress progress, Cancellation cancellation, String stage, long total)
    implements DataStore.LoadProgress {
  @Override
  public void added(int count) {
    cancellation.check();
    progress.show(stage, "data", count, total);
  }

  @Override
  public void merging() {
    cancellation.check();
    progress.show("indexing vectors", "", 0, 0);
  }
}
