package dev.portolan.cli;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;

/// Shows how a build goes on, and ends it when the user wants it to end.
record BuildProgress(Progress progress, Cancellation cancellation) implements BuildMonitor {
  @Override
  public void progress(BuildStage stage, long done, long total) {
    progress.show(stage.label(), "", done, total);
  }

  @Override
  public boolean cancelled() {
    return cancellation.requested();
  }
}
