package dev.portolan.benchmarks.updates;

import dev.portolan.index.BuildReport;
import dev.portolan.index.UpdateReport;
import java.util.Locale;
import java.util.stream.Collectors;

/// How long updates of a map of one size took.
///
/// @param n data
/// @param last what the last update did
/// @param first seconds of the first
/// @param later seconds of the others, median
/// @param build seconds of the build
record UpdateTimes(int n, UpdateReport last, double first, double later, double build) {
  String row() {
    return String.format(
        Locale.ROOT,
        "| %,d | %,d | %,d | %.2f | %.2f | %s | %.1f |%n",
        n,
        last.placed(),
        last.dropped(),
        first,
        later,
        last.stages().stream().map(UpdateTimes::stage).collect(Collectors.joining(", ")),
        build);
  }

  private static String stage(BuildReport.Stage stage) {
    return String.format(Locale.ROOT, "%s %.2f", stage.name(), stage.seconds());
  }
}
