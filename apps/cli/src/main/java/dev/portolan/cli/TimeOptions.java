package dev.portolan.cli;

import dev.portolan.query.TimeStep;
import dev.portolan.query.TimeWindow;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Steps and windows of the questions that `topics` answers about time.
final class TimeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description =
          "Step of --over-time: hour, day, week, month, quarter, year, or auto (default) for one"
              + " that makes 12 to 60.")
  private TimeStep step;

  @Option(
      names = "--before",
      paramLabel = "WINDOW",
      description =
          "First window of --compare: 2025, 2025-Q4, 2025-12, 2025-12-24, or from the start of one"
              + " to the end of another, 2025-12-24..2026-01-06.")
  private String before;

  @Option(names = "--after", paramLabel = "WINDOW", description = "Second window of --compare.")
  private String after;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = MomentConverter.First.class,
      description = "Start of the window of --density and --over-time, inclusive.")
  private Instant from = Instant.MIN;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = MomentConverter.Last.class,
      description = "Its end, inclusive; a date means its last moment.")
  private Instant to = Instant.MAX;

  /// @param density the column of that question, or null where it is not asked
  /// @param overTime the same
  /// @param compare the same
  /// @throws ParameterException when an option is without its question, or a window missing or
  ///   unreadable
  void check(String density, String overTime, String compare) {
    boolean windowed = !from.equals(Instant.MIN) || !to.equals(Instant.MAX);
    if (windowed && density == null && overTime == null) {
      throw misused(
          compare == null
              ? "--from and --to are the window of --density COLUMN or --over-time COLUMN; give one"
                  + " too"
              : "--compare is of two windows, --before and --after; leave --from and --to out");
    }
    if (step != null && overTime == null) {
      throw misused("--step belongs to --over-time COLUMN; give it too");
    }
    if (compare == null && (before != null || after != null)) {
      throw misused("--before and --after are the windows of --compare COLUMN; give it too");
    }
    if (compare != null) {
      if (before == null || after == null) {
        throw misused("--compare is of two windows; give --before and --after, such as 2025-12");
      }
      before();
      after();
    }
  }

  /// From `--from` to `--to`.
  TimeWindow window() {
    return new TimeWindow(from, to);
  }

  TimeStep step() {
    return step == null ? TimeStep.AUTO : step;
  }

  TimeWindow before() {
    return window("--before", before);
  }

  TimeWindow after() {
    return window("--after", after);
  }

  /// Both windows as they were written.
  String windows() {
    return "%s before, %s after".formatted(before, after);
  }

  private TimeWindow window(String option, String text) {
    try {
      return TimeWindow.parse(text);
    } catch (IllegalArgumentException e) {
      throw misused(option + ": " + e.getMessage());
    }
  }

  private ParameterException misused(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
