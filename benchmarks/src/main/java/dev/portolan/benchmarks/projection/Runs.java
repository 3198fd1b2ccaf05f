package dev.portolan.benchmarks.projection;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/// The same figure of several runs: its median, and every one of them.
///
/// @param values in the order of the runs, at least one
record Runs(List<Double> values) {
  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /// The median, and the runs in brackets where there are several.
  String shares() {
    return values.size() == 1 ? share(median()) : share(median()) + " (" + all(Runs::share) + ")";
  }

  /// Every run, in seconds.
  String seconds() {
    return all(Runs::seconds);
  }

  private String all(DoubleFunction<String> shown) {
    return values.stream().map(shown::apply).collect(Collectors.joining(" "));
  }

  /// `.9827`
  static String share(double share) {
    String four = String.format(Locale.ROOT, "%.4f", share);
    return four.startsWith("0") ? four.substring(1) : four;
  }

  /// Two digits at least that mean something.
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 9.95 ? "%.2f" : "%.1f", seconds);
  }
}
