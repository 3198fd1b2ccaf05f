package dev.portolan.smile;

import dev.portolan.projection.Progress;
import smile.util.AlgoStatus;
import smile.util.IterativeAlgorithmController;

/// Tells a build how far one of Smile's iterations is, and stops the iteration when the build was
/// cancelled.
final class StepReport extends IterativeAlgorithmController<AlgoStatus> {
  private final Progress progress;
  private final int steps;

  /// @param steps how many there are at most
  StepReport(Progress progress, int steps) {
    super(Runnable::run, 1);
    this.progress = progress;
    this.steps = steps;
  }

  @Override
  public void submit(AlgoStatus status) {
    progress.advance(Math.min(steps, status.iteration()), steps);
    if (progress.cancelled()) {
      stop();
    }
  }
}
