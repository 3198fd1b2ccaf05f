package dev.portolan.benchmarks.sql;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Durations of one thing, by the clock and by the processor time of the asking thread, which other
/// work on the machine hardly changes. Milliseconds.
final class Times {
  private final double[] clock;
  private final double[] processor;
  private int taken;

  Times(int runs) {
    clock = new double[runs];
    processor = new double[runs];
  }

  <T> T take(Callable<T> question) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long processorBefore = threads.getCurrentThreadCpuTime();
    long before = System.nanoTime();
    T answer = question.call();
    clock[taken] = (System.nanoTime() - before) / 1e6;
    processor[taken++] = (threads.getCurrentThreadCpuTime() - processorBefore) / 1e6;
    return answer;
  }

  double clock(double share) {
    return at(clock, share);
  }

  double processor(double share) {
    return at(processor, share);
  }

  private static double at(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }

  /// Median and greatest by the clock, median by the processor, as cells of a table.
  String cells() {
    return String.format(Locale.ROOT, "%.2f | %.2f | %.2f", clock(.5), clock(1), processor(.5));
  }
}
