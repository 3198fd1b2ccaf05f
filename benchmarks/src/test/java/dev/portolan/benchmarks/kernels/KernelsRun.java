package dev.portolan.benchmarks.kernels;

import dev.portolan.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// The inner loops under JMH, the scalar one and the SIMD one of each beside each other.
///
/// Usage: `benchmarks/run kernels [FILTER…]` from the repository's root; a filter is a part of a
/// class's or a method's name. Only a run of all of them is kept in `benchmarks/results/`.
///
/// The classes measured lie beside those they measure, in packages of the same name, and so among
/// the tests: nothing becomes public for them.
public final class KernelsRun {
  private static final Path RESULT = Path.of("benchmarks/results/kernels.md");
  private static final int FORKS = 2;
  private static final int WARM_UPS = 4;
  private static final int ITERATIONS = 5;
  private static final TimeValue ITERATION = TimeValue.milliseconds(500);

  private KernelsRun() {}

  public static void main(String[] filters) throws IOException, RunnerException {
    double loadBefore = Machine.load();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(FORKS)
            .warmupIterations(WARM_UPS)
            .warmupTime(ITERATION)
            .measurementIterations(ITERATIONS)
            .measurementTime(ITERATION)
            .shouldFailOnError(true);
    for (String filter : filters) {
      options.include(filter);
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    String report = new KernelsReport(results, FORKS, ITERATIONS).text(loadBefore, Machine.load());
    System.out.print(report);
    if (filters.length == 0) {
      Files.writeString(RESULT, report);
    }
  }
}
