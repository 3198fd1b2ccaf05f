package dev.portolan.index;

import dev.portolan.projection.Progress;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Runs the stages of a build: tells the monitor, looks at its flag, takes time and peak memory.
final class StageClock {
  private final BuildMonitor monitor;
  private final List<BuildReport.Stage> stages = new ArrayList<>();
  private BuildStage stage;
  private long start;

  StageClock(BuildMonitor monitor) {
    this.monitor = monitor;
  }

  /// Ends the stage before and begins the next.
  ///
  /// @throws CancellationException when the build was cancelled
  Progress begin(BuildStage next) {
    end();
    stage = next;
    start = System.nanoTime();
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    Progress progress = new StageProgress(next, monitor);
    progress.check();
    progress.advance(0, 0);
    return progress;
  }

  /// The stages run so far, the current one ended.
  List<BuildReport.Stage> stages() {
    end();
    return List.copyOf(stages);
  }

  private void end() {
    if (stage != null) {
      double seconds = (System.nanoTime() - start) / 1e9;
      long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
      stages.add(
          new BuildReport.Stage(stage.label(), Math.round(seconds * 1000) / 1000.0, peak >> 20));
      stage = null;
    }
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private record StageProgress(BuildStage stage, BuildMonitor monitor) implements Progress {
    @Override
    public void advance(long done, long total) {
      monitor.progress(stage, done, total);
    }

    @Override
    public boolean cancelled() {
      return monitor.cancelled();
    }
  }
}
