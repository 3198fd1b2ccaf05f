package dev.portolan.benchmarks.kernels;

import dev.portolan.benchmarks.Machine;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// What JMH measured, as a page: a line per loop, its twins beside each other.
record KernelsReport(Collection<RunResult> results, int forks, int iterations) {
  private static final String TWIN = "twin";

  /// The twin of a loop that has none.
  private static final String ONLY = "";

  String text(double loadBefore, double loadAfter) {
    return """
    # Inner loops

    JMH, one thread, %d forks of %d iterations of half a second after warming up, average and half of the 99.9 %%
    confidence interval. %s. %s; load average %.1f before, %.1f after.

    An operation is one pair of vectors (`VectorKernel`, `TileKernel`, `RowKernel`), one attraction or repulsion
    (`LaneForces`), one complex number through all passes of a transform (`Fft`), one neighbour listed (`FuzzyGraph`).
    Rows and sequences are in the first or second cache; repulsions of `LaneForces` come from all of `n` places.
    Twins return the same bits, which tests hold.

    | loop | | scalar, ns | SIMD, ns | gain |
    |---|---|---|---|---|
    %s\
    """
        .formatted(
            forks, iterations, Machine.describe(), LocalDate.now(), loadBefore, loadAfter, lines());
  }

  private String lines() {
    Map<String, Map<String, Result<?>>> loops = new TreeMap<>(KernelsReport::byNameThenNumbers);
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      String twin = params.getParamsKeys().contains(TWIN) ? params.getParam(TWIN) : ONLY;
      loops
          .computeIfAbsent(loop(params), _ -> new TreeMap<>())
          .put(twin, result.getPrimaryResult());
    }
    return loops.entrySet().stream()
        .map(loop -> line(loop.getKey(), loop.getValue()))
        .collect(Collectors.joining());
  }

  /// `VectorKernel.dot | d 384`
  private static String loop(BenchmarkParams params) {
    String[] names = params.getBenchmark().split("[.]");
    String type = names[names.length - 2].replaceFirst("Benchmark$", "");
    String sizes =
        params.getParamsKeys().stream()
            .filter(key -> !key.equals(TWIN))
            .map(key -> key + " " + params.getParam(key))
            .collect(Collectors.joining(", "));
    return "%s.%s | %s".formatted(type, names[names.length - 1], sizes);
  }

  private static int byNameThenNumbers(String a, String b) {
    int names = a.substring(0, a.indexOf('|')).compareTo(b.substring(0, b.indexOf('|')));
    int lengths = Integer.compare(a.length(), b.length());
    return names != 0 ? names : lengths != 0 ? lengths : a.compareTo(b);
  }

  private static String line(String loop, Map<String, Result<?>> twins) {
    Result<?> simd = twins.get("SIMD");
    Result<?> scalar = twins.getOrDefault("SCALAR", twins.get(ONLY));
    String gain =
        simd == null || scalar == null
            ? ""
            : String.format(Locale.ROOT, "%.1f", scalar.getScore() / simd.getScore());
    return "| %s | %s | %s | %s |%n".formatted(loop, figure(scalar), figure(simd), gain);
  }

  private static String figure(Result<?> result) {
    return result == null
        ? ""
        : String.format(Locale.ROOT, "%.2f ± %.2f", result.getScore(), result.getScoreError());
  }
}
